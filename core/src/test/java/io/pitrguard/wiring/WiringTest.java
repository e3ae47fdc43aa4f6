package io.pitrguard.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.port.Alert;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WiringTest {
    @Test
    void wiresIdentityAndAlerts() {
        try (SandboxAws aws = SandboxAws.start()) {
            String topic = aws.sandbox().topics().create("alerts");

            assertThat(CommandLineWiring.identity(aws.clients()).whoAmI().success())
                    .hasValueSatisfying(known -> assertThat(known.where()).isEqualTo(aws.where()));
            assertThat(AlertWiring.alerts(aws.clients(), topic, aws.time())
                            .publish(new Alert("subject", "{\"default\":\"x\"}", new TreeMap<>())))
                    .isEmpty();
            assertThat(aws.sandbox().topics().published()).hasSize(1);
        }
    }
}
