package io.pitrguard.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClientBuilder;

class AwsEnvironmentProbeTest {
    /** A self-check reads the filter policies of many subscriptions. */
    @Test
    void readsSubscriptionsAndTheirFilterPoliciesThroughOneClient() {
        AtomicInteger created = new AtomicInteger();
        try (SandboxAws aws = SandboxAws.start();
                AwsClients clients = aws.clients(builder -> {
                    if (builder instanceof SnsClientBuilder) {
                        created.incrementAndGet();
                    }
                })) {
            String topic = aws.sandbox().topics().create("alerts");
            aws.sandbox().topics().subscribe(topic, "email", "ops@example.com");
            aws.sandbox().topics().confirm(topic, "ops@example.com");
            AwsEnvironmentProbe probe = new AwsEnvironmentProbe(clients);

            String subscription = probe.subscriptions(topic)
                    .success()
                    .orElseThrow()
                    .getFirst()
                    .arn();
            assertThat(probe.filter(subscription).success()).isPresent();
            assertThat(probe.filter(subscription).success()).isPresent();

            assertThat(created).hasValue(1);
        }
    }
}
