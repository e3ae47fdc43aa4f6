package io.pitrguard.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.sandbox.lambda.DeploymentPackage;
import io.pitrguard.sandbox.lambda.LambdaFunction;
import io.pitrguard.sandbox.lambda.LambdaProcess;
import io.pitrguard.sandbox.lambda.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The deployable package, run by AWS's runtime client as the function of a rule, with moto for AWS Config. moto takes
 * evaluations in test mode only.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime client is native in part, and for Linux only")
class ConfigRuleOnMotoE2E {
    @RegisterExtension
    static final Moto MOTO = Moto.emptyForEachTest();

    private static final Duration TIME_LEFT = Duration.ofSeconds(60);

    @TempDir
    private static Path taskRoot;

    @BeforeAll
    static void unzip() {
        // The launcher's build makes it.
        MOTO.pitrGuard();
        DeploymentPackage.unzip(Repository.ROOT.resolve("functions/target/pitr-guard-functions.zip"), taskRoot);
    }

    private static LambdaFunction function() {
        String arn = "arn:aws:lambda:%s:123456789012:function:config-rule".formatted(Moto.REGION);
        return new LambdaFunction(
                        taskRoot,
                        "io.pitrguard.functions.ConfigRuleFunction",
                        arn,
                        Map.of("AWS_ENDPOINT_URL", MOTO.endpoint().toString()),
                        List.of())
                .with("PITR_GUARD_READS_PER_SECOND", "1000");
    }

    private static JsonNode answer(String file) throws IOException, InterruptedException {
        try (LambdaProcess process = LambdaProcess.start(function())) {
            String event = Files.readString(
                    Repository.ROOT.resolve("events/config-rule").resolve(file));
            Outcome outcome = process.invoke(event, TIME_LEFT);
            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
            return Json.read(((Outcome.Answered) outcome).body());
        }
    }

    @Test
    void reportsTableThatIsOff() throws Exception {
        new Fleet(MOTO.aws()).table("orders", Fleet.OFF).create();

        JsonNode answer = answer("test-mode.json");

        assertThat(answer.path("test").asBoolean()).isTrue();
        assertThat(Json.texts(answer.path("evaluations"), "resourceId")).containsExactly("orders");
        assertThat(Json.texts(answer.path("evaluations"), "compliance")).containsExactly("NON_COMPLIANT");
        assertThat(answer.path("problems")).as("moto took them").isEmpty();
    }

    @Test
    void reportsTableThatIsOnByItsLiveState() throws Exception {
        new Fleet(MOTO.aws()).table("orders", 35).create();

        JsonNode answer = answer("test-mode.json");

        assertThat(Json.texts(answer.path("evaluations"), "compliance")).containsExactly("COMPLIANT");
        assertThat(answer.at("/evaluations/0/annotation").asText()).contains("live state counts", "35 days");
    }
}
