package io.pitrguard.sandbox.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What the product relies on, phrased so that it holds for AWS, for the sandbox and for moto. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class AwsContract
        implements TablesContract, RecoveryContract, TagsContract, AlertsContract, SubscriptionsContract {

    private Fixture aws;

    /** What to check; asked once. */
    protected abstract Target target();

    @Override
    public final Fixture aws() {
        return aws;
    }

    @BeforeAll
    void connect() {
        aws = Fixture.connect(target());
    }

    @AfterAll
    void disconnect() {
        aws.close();
    }
}
