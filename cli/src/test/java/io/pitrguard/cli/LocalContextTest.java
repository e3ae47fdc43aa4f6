package io.pitrguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.sandbox.SandboxClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** {@link LocalContext}: a function that runs locally gets the values that Lambda would give it. */
class LocalContextTest {
    private final SandboxClock clock = SandboxClock.at(Instant.parse("2026-11-22T10:00:00Z"));
    private final StringWriter log = new StringWriter();
    private final LocalContext context = new LocalContext(
            "sweep", new AccountRegion("aws-cn", "123456789012", "cn-north-1"), new PrintWriter(log), clock);

    @Test
    void namesTheFunctionAndWhereItRuns() {
        assertThat(context.getFunctionName()).isEqualTo("pitr-guard-sweep");
        assertThat(context.getInvokedFunctionArn())
                .isEqualTo("arn:aws-cn:lambda:cn-north-1:123456789012:function:pitr-guard-sweep");
        assertThat(context.getFunctionVersion()).isEqualTo("$LATEST");
        assertThat(context.getLogGroupName()).isEqualTo("/aws/lambda/pitr-guard-sweep");
        assertThat(context.getLogStreamName()).isEqualTo("local");
        assertThat(context.getMemoryLimitInMB()).isEqualTo(512);
        assertThat(context.getIdentity()).isNull();
        assertThat(context.getClientContext()).isNull();
        assertThat(context.getAwsRequestId()).hasSize(36).isEqualTo(context.getAwsRequestId());
    }

    @Test
    void hasTheLongestTimeThatLambdaGives() {
        assertThat(context.getRemainingTimeInMillis()).isEqualTo(900_000);

        clock.advance(Duration.ofMinutes(14));
        assertThat(context.getRemainingTimeInMillis()).isEqualTo(60_000);

        clock.advance(Duration.ofMinutes(2));
        assertThat(context.getRemainingTimeInMillis()).isZero();
    }

    @Test
    void writesItsLogAsItIs() {
        context.getLogger().log("one\n");
        context.getLogger().log("zwölf\n".getBytes(StandardCharsets.UTF_8));

        assertThat(log).hasToString("one\nzwölf\n");
    }
}
