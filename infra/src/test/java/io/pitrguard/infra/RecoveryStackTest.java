package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitrguard.config.FunctionKind;
import io.pitrguard.config.Mode;
import io.pitrguard.domain.table.AccountRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;

/** The stack for restores, and that the other one knows nothing of it. */
class RecoveryStackTest {
    private static final AccountRegion HERE = new AccountRegion("aws", Synth.ACCOUNT, "eu-west-1");
    private static final Template TEMPLATE = Deployed.in(HERE.region(), Map.of("recovery", "true"));

    @TempDir
    private Path folder;

    /** The promise of the base deployment: nothing in it deletes a table, or reads or writes an item of one. */
    @Test
    void theOtherStackIsTheSameWithAndWithoutIt() throws IOException {
        assertThat(composed(Map.of("recoveryTargets", "orders")).toJSON())
                .isEqualTo(composed(Map.of()).toJSON());
        assertThat(composed(Map.of("recovery", "true")).toJSON())
                .isNotEqualTo(composed(Map.of()).toJSON());
        assertThat(Stream.of(FunctionKind.values())
                        .filter(kind -> !kind.recovers())
                        .flatMap(kind -> new FunctionPermissions(
                                        kind, new Grants(true, true, Mode.ORGANIZATION, true, true, Grants.Outputs.ALL))
                                .all().stream())
                        .map(Permission::scope))
                .doesNotContain(
                        Permission.Scope.SOURCES, Permission.Scope.RESTORED_TABLES, Permission.Scope.KEYS_OF_TABLES);
    }

    /** What Main composes of a context, as the CDK's command line starts it. */
    private Template composed(Map<String, String> more) throws IOException {
        Map<String, String> context = new HashMap<>(more);
        context.put("policyFile", Synth.policy(folder, Deployed.REMEDIATING).toString());
        Path code = Files.writeString(folder.resolve("code.zip"), "no code");
        Files.writeString(folder.resolve(RecoveryStack.CODE), "no code");
        GuardStack stack = Main.compose(new App(), context, code, Optional.of(HERE.region()));
        assertThat(stack.getStackName()).isEqualTo(more.containsKey("recovery") ? "pitr-guard-recovery" : "pitr-guard");
        return Template.fromStack(stack);
    }

    @Test
    void saysHowToBuildAMissingPackage() throws IOException {
        Map<String, String> context = Map.of(
                "recovery",
                "true",
                "policyFile",
                Synth.policy(folder, Deployed.ALERTING).toString());

        assertThatThrownBy(() -> Main.compose(new App(), context, folder.resolve("code.zip"), Optional.empty()))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining(RecoveryStack.CODE);
    }

    @Test
    void hasOneFunctionAndNoneOfTheOthersResources() {
        TEMPLATE.resourceCountIs("AWS::Lambda::Function", 1);
        TEMPLATE.resourceCountIs("AWS::StepFunctions::StateMachine", 1);
        TEMPLATE.resourceCountIs("AWS::KMS::Key", 1);
        for (String type : List.of("AWS::DynamoDB::Table", "AWS::SNS::Topic", "AWS::S3::Bucket")) {
            TEMPLATE.resourceCountIs(type, 0);
        }
        assertThat(Synth.texts(TEMPLATE.toJSON())).doesNotContain("Fn::ImportValue", "Fn::GetStackOutput");
    }

    @Test
    void theFunctionWritesToRestoredTablesOnly() {
        for (String sid : List.of("FillRestoredTable", "CopySettings")) {
            assertThat(resources(TEMPLATE, sid))
                    .containsExactly("arn:aws:dynamodb:*:123456789012:table/pitr-guard-restore-*");
        }
        assertThat(Synth.texts(Deployed.statements(TEMPLATE, "RestoreRole")))
                .contains("dynamodb:RestoreTableToPointInTime", "dynamodb:UpdateTable")
                .doesNotContain("dynamodb:DeleteTable", "dynamodb:DeleteBackup", "dynamodb:*");
    }

    @Test
    void tablesThatAreListedCanBeRestoredUnderTheirOwnNames() {
        Template template = Deployed.in(HERE.region(), Map.of("recovery", "true", "recoveryTargets", "orders,tmp-*"));

        assertThat(resources(template, "CopySettings"))
                .containsExactly(
                        "arn:aws:dynamodb:*:123456789012:table/pitr-guard-restore-*",
                        "arn:aws:dynamodb:*:123456789012:table/orders",
                        "arn:aws:dynamodb:*:123456789012:table/orders/index/*",
                        "arn:aws:dynamodb:*:123456789012:table/orders/stream/*",
                        "arn:aws:dynamodb:*:123456789012:table/tmp-*");
    }

    @Test
    void restoredTablesAreNamedAsThePolicyWants() {
        Template template = Deployed.in(
                HERE.region(), Map.of("recovery", "true"), "version: 1\nrecovery: { targetPrefix: back-from- }\n");

        assertThat(resources(template, "FillRestoredTable"))
                .containsExactly("arn:aws:dynamodb:*:123456789012:table/back-from-*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "**.", "-*", "a b!", "ta/ble"})
    void refusesTargetsThatFitEveryTable(String target) {
        assertThatThrownBy(() -> DeploymentOptions.read(Map.of("recoveryTargets", List.of(target)), Optional.empty()))
                .isInstanceOf(OptionsException.class)
                .hasMessageContaining("recoveryTargets is '" + target + "'");
    }

    @Test
    void alertsAreEncryptedWithTheOtherStacksKeyWithoutKnowingItsId() {
        Map<String, Object> own = statement(TEMPLATE, "EncryptSharedAlerts");
        Map<String, Object> yours = statement(
                Deployed.in(
                        HERE.region(),
                        Map.of("recovery", "true", "keyArn", "arn:aws:kms:eu-west-1:123456789012:key/1234abcd")),
                "EncryptSharedAlerts");

        assertThat(own.get("Condition"))
                .isEqualTo(Map.of("ForAnyValue:StringEquals", Map.of("kms:ResourceAliases", "alias/pitr-guard")));
        assertThat(yours).doesNotContainKey("Condition");
        assertThat(yours.get("Resource")).isEqualTo("arn:aws:kms:eu-west-1:123456789012:key/1234abcd");
    }

    /** They open member accounts, where a restore has nothing to do. */
    @Test
    void inAnOrganizationTheFunctionDoesNotKnowHowToGetIntoMemberAccounts() {
        Template template = Deployed.in(HERE.region(), Variant.organization(Map.of("recovery", "true")));

        assertThat(Synth.<Map<String, Object>>at(
                        Synth.resources(template, "AWS::Lambda::Function")
                                .values()
                                .iterator()
                                .next(),
                        "Properties",
                        "Environment",
                        "Variables"))
                .containsEntry("PITR_GUARD_MODE", "organization")
                .doesNotContainKeys("PITR_GUARD_EXTERNAL_ID", "PITR_GUARD_MEMBER_ROLE", "PITR_GUARD_BUS_ARN");
    }

    @Test
    void printsWhatToRunNext() {
        Map<String, Object> outputs = Synth.at(TEMPLATE.toJSON(), "Outputs");

        assertThat(outputs).containsOnlyKeys("NextCommand", "RestoreMachine", "RestoreFunctionName", "RunbookUrl");
        assertThat(Synth.<String>at(outputs, "NextCommand", "Value"))
                .isEqualTo("./pitr-guard restore TABLE --at '1 hour ago' --plan --region eu-west-1");
        assertThat(Synth.<String>at(outputs, "RestoreFunctionName", "Value")).isEqualTo("pitr-guard-restore");
    }

    private static List<String> resources(Template template, String sid) {
        TemplateValues values = new TemplateValues(template, HERE);
        Object resource = statement(template, sid).get("Resource");
        return resource instanceof List<?> many
                ? many.stream().map(values::text).toList()
                : List.of(values.text(resource));
    }

    private static Map<String, Object> statement(Template template, String sid) {
        return Deployed.statements(template, "RestoreRole").stream()
                .filter(statement -> sid.equals(statement.get("Sid")))
                .findFirst()
                .orElseThrow();
    }
}
