package io.pitrguard.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link CallerIdentity} does. */
public abstract class CallerIdentityContract {
    /** Where the caller of the identity under test is from. */
    protected static final AccountRegion CHINA = new AccountRegion("aws-cn", "210987654321", "cn-north-1");

    /** An identity for a caller from {@link #CHINA}. */
    protected abstract CallerIdentity identity();

    /** From now on asking fails, in a way that is sorted so. */
    protected abstract void fail(Cause.Kind kind);

    @Test
    void tellsPartitionAccountRegionAndArn() {
        assertThat(identity().whoAmI().success()).hasValueSatisfying(known -> {
            assertThat(known.where()).isEqualTo(CHINA);
            assertThat(known.arn()).startsWith("arn:aws-cn:").contains(":210987654321:");
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "BROKEN", "DENIED", "REFUSED"})
    void tellsWhyItDoesNotKnow(Cause.Kind kind) {
        fail(kind);

        assertThat(identity().whoAmI().failure())
                .hasValueSatisfying(cause -> assertThat(cause.kind()).isEqualTo(kind));
    }
}
