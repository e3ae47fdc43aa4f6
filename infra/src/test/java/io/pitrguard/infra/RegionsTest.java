package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitrguard.config.FunctionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/**
 * What differs between regions, and that nothing else does. The templates of all variants and regions go to {@code
 * target/templates}, a folder for each region, where CI lints them.
 */
class RegionsTest {
    private static final Path TEMPLATES = Path.of("target", "templates");

    /** Those that CI lints: of all partitions that the CDK deploys to, old and new. */
    private static final List<String> REGIONS = List.of(
            "eu-west-1",
            "us-east-1",
            "us-gov-west-1",
            "cn-north-1",
            "ap-southeast-6",
            "ap-east-2",
            "ca-west-1",
            "mx-central-1",
            "eusc-de-east-1");

    static Stream<Arguments> variantsInRegions() {
        return REGIONS.stream()
                .flatMap(region -> Stream.of(Variant.values()).map(variant -> Arguments.of(variant, region)));
    }

    /** Its names and ARNs are of the region that it was synthesized for. */
    @ParameterizedTest
    @MethodSource("variantsInRegions")
    void anotherRegionIsRefused(Variant variant, String region) {
        Map<String, Object> template =
                Deployed.in(region, variant.context(region), variant.policy()).toJSON();

        assertThat(Synth.<Object>at(template, "Rules", "SynthesizedRegion", "Assertions", 0, "Assert"))
                .isEqualTo(Map.of("Fn::Equals", List.of(Map.of("Ref", "AWS::Region"), region)));
    }

    @ParameterizedTest
    @MethodSource("variantsInRegions")
    void onlyTheFunctionsDifferFromTheSameDeploymentElsewhere(Variant variant, String region) throws IOException {
        Template template = Deployed.in(region, variant.context(region), variant.policy());
        Path folder = Files.createDirectories(TEMPLATES.resolve(region));
        Files.writeString(
                folder.resolve(variant.name().toLowerCase(Locale.ROOT) + ".json"),
                new ObjectMapper().writeValueAsString(template.toJSON()));

        assertThat(types(template))
                .isEqualTo(types(Deployed.in("eu-west-1", variant.context("eu-west-1"), variant.policy())));
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, true, true, true",
        "us-east-1, true, true, true",
        "us-gov-west-1, false, false, true",
        "cn-north-1, false, true, false",
        "ap-southeast-6, false, true, true",
        "ap-east-2, false, true, true",
        "ca-west-1, false, true, true",
        "mx-central-1, false, true, true",
        "eusc-de-east-1, false, true, true",
        "eu-new-9, false, true, true"
    })
    void functionsUseWhatTheRegionHas(String region, boolean snapStart, boolean json, boolean recursionDetection) {
        for (Variant variant :
                Stream.of(Variant.values()).filter(Variant::watches).toList()) {
            Template template = Deployed.in(region, variant.context(region), variant.policy());

            assertThat(function(template, variant.sweeps()).containsKey("SnapStart"))
                    .isEqualTo(snapStart);
            assertThat(Synth.resources(template, "AWS::Lambda::Function").values())
                    .allSatisfy(function -> assertThat(
                                    Synth.<Map<String, Object>>at(function, "Properties", "LoggingConfig")
                                            .get("LogFormat"))
                            .isEqualTo(json ? "JSON" : null));
            assertThat(function(template, FunctionKind.DRIFT).get("RecursiveLoop"))
                    .isEqualTo(recursionDetection ? "Allow" : null);
            assertThat(function(template, variant.sweeps())).doesNotContainKey("RecursiveLoop");
        }
    }

    /** A quiet account has no call for two weeks; AWS then drops the snapshot, and the next call waits for a new one. */
    @Test
    void theDriftFunctionNeedsNoSnapshotThatTwoQuietWeeksWouldDrop() {
        assertThat(function(Deployed.with(Map.of()), FunctionKind.DRIFT)).doesNotContainKey("SnapStart");
    }

    @ParameterizedTest
    @CsvSource({"sweep, true, false", "all, true, true", "none, false, false"})
    void anOptionDecidesAboutSnapshotsInEveryRegion(String option, boolean sweep, boolean drift) {
        Template template = Deployed.in("ca-west-1", Map.of("snapStart", option));

        assertThat(function(template, FunctionKind.SWEEP).containsKey("SnapStart"))
                .isEqualTo(sweep);
        assertThat(function(template, FunctionKind.DRIFT).containsKey("SnapStart"))
                .isEqualTo(drift);
    }

    @Test
    void anOptionDecidesAboutLogsAndRecursionInEveryRegion() {
        Map<String, Object> asked = function(
                Deployed.in("us-gov-west-1", Map.of("jsonLogs", "true", "recursiveLoop", "false")), FunctionKind.DRIFT);
        Map<String, Object> refused = function(
                Deployed.in("cn-north-1", Map.of("jsonLogs", "false", "recursiveLoop", "true")), FunctionKind.DRIFT);

        assertThat(asked).doesNotContainKey("RecursiveLoop");
        assertThat(Synth.<String>at(asked, "LoggingConfig", "LogFormat")).isEqualTo("JSON");
        assertThat(refused).containsEntry("RecursiveLoop", "Allow");
        assertThat(Synth.<Map<String, Object>>at(refused, "LoggingConfig")).doesNotContainKey("LogFormat");
    }

    @Test
    void ciLintsTheTemplatesOfAllTheseRegions() throws IOException {
        assertThat(Files.readString(Path.of("..", ".ci", "run"))).contains(String.join(" ", REGIONS));
    }

    @Test
    void theAppIsOfTheRegionThatTheCdkDeploysTo() throws IOException {
        Path folder = Files.createTempDirectory("pitr-guard-infra");
        Map<String, String> context =
                Map.of("policyFile", Synth.policy(folder, Deployed.ALERTING).toString());
        Path code = Files.writeString(folder.resolve("code.zip"), "no code");

        Stack stack = Main.compose(new App(), context, code, Optional.of("mx-central-1"));

        assertThat(stack.getRegion()).isEqualTo("mx-central-1");
        assertThat(function(Template.fromStack(stack), FunctionKind.SWEEP)).doesNotContainKey("SnapStart");
    }

    private static Map<String, Object> function(Template template, FunctionKind kind) {
        return Synth.resources(template, "AWS::Lambda::Function").values().stream()
                .map(function -> Synth.<Map<String, Object>>at(function, "Properties"))
                .filter(properties -> properties.get("FunctionName").equals(kind.nameIn("pitr-guard")))
                .findFirst()
                .orElseThrow();
    }

    /** Returns how many resources there are of each type. */
    private static Map<String, Integer> types(Template template) {
        Map<String, Integer> types = new TreeMap<>();
        Synth.<Map<String, Object>>at(template.toJSON(), "Resources")
                .values()
                .forEach(resource -> types.merge(Synth.at(resource, "Type"), 1, Integer::sum));
        return types;
    }
}
