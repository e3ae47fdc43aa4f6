package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pitrguard.config.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The released templates: complete without the CDK, with each parameter where the option would be. */
class ReleaseTemplatesTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Path code = Files.writeString(folder.resolve("code.zip"), "no code");
        Files.writeString(folder.resolve(RecoveryStack.CODE), "no code");
        Path policy = Files.writeString(folder.resolve("policy.yaml"), Deployed.ALERTING);
        new ReleaseTemplates(code, policy, "1.2.3").write(folder.resolve("templates"));
    }

    static Stream<String> names() {
        return Stream.concat(
                Stream.of(Mode.values()).map(Mode::key).flatMap(mode -> Stream.of(mode, mode + "-remediating")),
                recovery());
    }

    static Stream<String> recovery() {
        return Stream.of("recovery", "organization-recovery");
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothingOfTheCdkAndNoPlaceholderIsLeft(String name) throws IOException {
        assertThat(Files.readString(file(name)))
                .doesNotContain("cdk-hnb659fds", "BootstrapVersion")
                .doesNotContainIgnoringCase("placeholder.invalid")
                .doesNotContain("o-placeholder", "ou-placeholder", "placeholder-", "place-holder");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyParameterIsUsedAndEveryReferenceHasATarget(String name) throws IOException {
        Map<String, Object> template = template(name);
        Set<String> parameters =
                Synth.<Map<String, Object>>at(template, "Parameters").keySet();
        Set<String> known = new TreeSet<>(parameters);
        known.addAll(Synth.<Map<String, Object>>at(template, "Resources").keySet());

        Set<String> used = new TreeSet<>();
        collect(template, used);

        assertThat(used).containsAll(parameters);
        assertThat(used)
                .allSatisfy(one -> assertThat(one.startsWith("AWS::") || known.contains(one))
                        .as(one)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyConditionDecidesAboutSomething(String name) throws IOException {
        String resources = String.valueOf(template(name).get("Resources"));

        assertThat(Synth.<Map<String, Object>>at(template(name), "Conditions").keySet())
                .allSatisfy(condition -> assertThat(resources).contains(condition));
    }

    @Test
    void functionsComeFromTheReadersBucketAndTheirVersionsChangeWithTheirSettings() throws IOException {
        Map<String, Object> template = template("organization-remediating");

        assertThat(of(template, "AWS::Lambda::Function")).hasSizeGreaterThan(2).allSatisfy(function -> {
            assertThat(Synth.<Object>at(function, "Code"))
                    .isEqualTo(Map.of("S3Bucket", Map.of("Ref", "CodeBucket"), "S3Key", Map.of("Ref", "CodeKey")));
            assertThat(Synth.<Object>at(function, "Environment", "Variables", "PITR_GUARD_POLICY_SHA256"))
                    .isEqualTo(Map.of("Ref", "PolicySha256"));
        });
        assertThat(of(template, "AWS::Lambda::Version"))
                .isNotEmpty()
                .allSatisfy(version -> assertThat(Synth.<Object>at(version, "Description"))
                        .isEqualTo(Map.of("Fn::Sub", "${PolicySha256} ${OrganizationId} ${ExternalId} ${Regions}")));
        assertThat(of(template, "AWS::CloudFormation::StackSet"))
                .singleElement()
                .satisfies(set -> assertThat(Synth.<Object>at(
                                set, "StackInstancesGroup", 0, "DeploymentTargets", "OrganizationalUnitIds"))
                        .isEqualTo(Map.of("Ref", "MemberOus")));
    }

    @Test
    void nobodyIsSubscribedWithoutAnAddress() throws IOException {
        Map<String, Object> template = template("account");

        assertThat(Synth.<Map<String, Map<String, Object>>>at(template, "Resources")
                        .values())
                .filteredOn(resource -> "AWS::SNS::Subscription".equals(resource.get("Type")))
                .singleElement()
                .satisfies(subscription -> assertThat(subscription).containsEntry("Condition", "HasAlertEmail"));
        assertThat(Synth.<Object>at(template, "Parameters", "AlertEmail", "Default"))
                .isEqualTo("");
    }

    @Test
    void onlyTheOnesThatRemediateMayChangeTables() throws IOException {
        for (Mode mode : Mode.values()) {
            assertThat(granted(mode.key())).isEqualTo("alert");
            assertThat(granted(mode.key() + "-remediating")).isEqualTo("remediate");
            assertThat(Synth.<Map<String, Object>>at(template(mode.key() + "-remediating"), "Parameters", "PolicyKey"))
                    .doesNotContainKey("Default");
        }
    }

    @ParameterizedTest
    @MethodSource("recovery")
    void theStackForRestoresComesWithItsOwnPackageAndAsksForNothingMore(String name) throws IOException {
        Map<String, Object> template = template(name);
        Map<String, Map<String, Object>> parameters = Synth.at(template, "Parameters");

        assertThat(parameters)
                .containsOnlyKeys(
                        "CodeBucket", "CodeKey", "PolicyKey", "PolicySha256", "TargetPrefix", "RecoveryTarget");
        assertThat(parameters.get("CodeBucket")).doesNotContainKey("Default");
        assertThat(parameters.get("CodeKey")).containsEntry("Default", "pitr-guard-recovery-1.2.3.zip");
        assertThat(parameters.get("PolicyKey")).containsEntry("Default", "pitr-guard-policy-1.2.3.zip");
        assertThat(parameters.get("TargetPrefix")).containsEntry("Default", "pitr-guard-restore-");
        assertThat(of(template, "AWS::Lambda::Function")).singleElement().satisfies(function -> {
            assertThat(Synth.<Object>at(function, "FunctionName")).isEqualTo("pitr-guard-restore");
            assertThat(Synth.<Object>at(function, "Code"))
                    .isEqualTo(Map.of("S3Bucket", Map.of("Ref", "CodeBucket"), "S3Key", Map.of("Ref", "CodeKey")));
            assertThat(Synth.<Object>at(function, "Environment", "Variables", "PITR_GUARD_POLICY_SHA256"))
                    .isEqualTo(Map.of("Ref", "PolicySha256"));
        });
        assertThat(of(template, "AWS::Lambda::Version"))
                .singleElement()
                .satisfies(version -> assertThat(Synth.<Object>at(version, "Description"))
                        .isEqualTo(Map.of("Fn::Sub", "${PolicySha256}")));
    }

    @ParameterizedTest
    @MethodSource("recovery")
    void restoresMayMakeTablesOfThePrefixAndOfAFurtherNameIfThereIsOne(String name) throws IOException {
        for (String sid : List.of("FillRestoredTable", "CopySettings")) {
            List<Object> resources = of(template(name), "AWS::IAM::Policy").stream()
                    .flatMap(policy ->
                            Synth.<List<Map<String, Object>>>at(policy, "PolicyDocument", "Statement").stream())
                    .filter(statement -> sid.equals(statement.get("Sid")))
                    .findFirst()
                    .map(statement -> Synth.<List<Object>>at(statement, "Resource"))
                    .orElseThrow();

            assertThat(resources).hasSize(4);
            assertThat(resources.getFirst()).isEqualTo(table("${TargetPrefix}*"));
            assertThat(resources.subList(1, 4))
                    .containsExactlyElementsOf(Stream.of(
                                    "${RecoveryTarget}", "${RecoveryTarget}/index/*", "${RecoveryTarget}/stream/*")
                            .map(target -> Map.<String, Object>of(
                                    "Fn::If",
                                    List.of("HasRecoveryTarget", table(target), Map.of("Ref", "AWS::NoValue"))))
                            .toList());
        }
    }

    private static Map<String, Object> table(String pattern) {
        return Map.of(
                "Fn::Join",
                List.of(
                        "",
                        List.of(
                                "arn:",
                                Map.of("Ref", "AWS::Partition"),
                                ":dynamodb:*:",
                                Map.of("Ref", "AWS::AccountId"),
                                Map.of("Fn::Sub", ":table/" + pattern))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders", "invoices-*", "_a.b-c", "*-orders"})
    void takesAFurtherNameOrPattern(String target) throws IOException {
        assertThat(target).matches(pattern());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**.", "-*", "a b!", "ta/ble", "a,b"})
    void refusesFurtherNamesThatFitEveryTable(String target) throws IOException {
        assertThat(target).doesNotMatch(pattern());
    }

    private static String pattern() throws IOException {
        return Synth.at(template("recovery"), "Parameters", "RecoveryTarget", "AllowedPattern");
    }

    @Test
    void onlyThatOfAnOrganizationTakesAPolicyThatNamesUnits() throws IOException {
        assertThat(environment("organization-recovery")).containsEntry("PITR_GUARD_MODE", "organization");
        assertThat(environment("recovery")).doesNotContainKey("PITR_GUARD_MODE");
    }

    private static Map<String, Object> environment(String name) throws IOException {
        return Synth.at(of(template(name), "AWS::Lambda::Function").getFirst(), "Environment", "Variables");
    }

    @Test
    void stacksAreNamedAsTheCommandLineLooksForThem() throws IOException {
        Map<String, Object> manifest = read(folder.resolve("templates/manifest.json"));

        for (String name : names().toList()) {
            assertThat(Synth.<String>at(manifest, "artifacts", name, "properties", "stackName"))
                    .isEqualTo(recovery().toList().contains(name) ? "pitr-guard-recovery" : "pitr-guard");
        }
    }

    @Test
    void theyAreACloudAssemblyForTheCdkCli() throws IOException {
        Map<String, Object> manifest = read(folder.resolve("templates/manifest.json"));

        assertThat(Synth.<Map<String, Object>>at(manifest, "artifacts").keySet())
                .containsExactlyInAnyOrderElementsOf(names().toList());
        assertThat(names()).allSatisfy(name -> assertThat(file(name)).exists());
    }

    private static String granted(String name) throws IOException {
        return Synth.at(
                of(template(name), "AWS::Lambda::Function").getFirst(),
                "Environment",
                "Variables",
                "PITR_GUARD_GRANTED");
    }

    private static Path file(String name) {
        return folder.resolve("templates").resolve(name + ".template.json");
    }

    private static Map<String, Object> template(String name) throws IOException {
        return read(file(name));
    }

    @SuppressWarnings("unchecked") // A JSON object.
    private static Map<String, Object> read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), Map.class);
    }

    /** Returns the properties of the resources of a type. */
    private static List<Map<String, Object>> of(Map<String, Object> template, String type) {
        return Synth.<Map<String, Map<String, Object>>>at(template, "Resources").values().stream()
                .filter(resource -> type.equals(resource.get("Type")))
                .map(resource -> Synth.<Map<String, Object>>at(resource, "Properties"))
                .toList();
    }

    /** Collects the names to which functions of CloudFormation refer. */
    private static void collect(Object node, Set<String> names) {
        switch (node) {
            case Map<?, ?> map -> {
                if (map.get("Ref") instanceof String name && map.size() == 1) {
                    names.add(name);
                }
                if (map.get("Fn::Sub") instanceof String text) {
                    Matcher variable = VARIABLE.matcher(text);
                    while (variable.find()) {
                        names.add(variable.group(1));
                    }
                }
                map.values().forEach(value -> collect(value, names));
            }
            case List<?> list -> list.forEach(value -> collect(value, names));
            case null, default -> {}
        }
    }
}
