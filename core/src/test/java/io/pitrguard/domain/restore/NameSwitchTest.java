package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.AnyRestore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NameSwitchTest {
    private static final NameSwitch SWITCH =
            new NameSwitch(AnyRestore.SOURCE, AnyRestore.SOURCE.where().table("orders-0914"));

    @Test
    void retainsRemovesAndImportsInCloudFormation() {
        List<NameSwitch.Step> steps = SWITCH.steps(NameSwitch.Tool.CLOUDFORMATION);

        assertThat(steps.getFirst().lines()).contains("    DeletionPolicy: Retain", "    UpdateReplacePolicy: Retain");
        assertThat(steps.get(1).title()).startsWith("Remove the resource");
        assertThat(steps.get(2).lines()).contains("      TableName: \"orders-0914\"");
        assertThat(steps.get(3).lines().getFirst())
                .contains("--change-set-type IMPORT")
                .contains("\"ResourceIdentifier\":{\"TableName\":\"orders-0914\"}");
        assertThat(steps.get(3).lines())
                .satisfiesExactly(
                        made -> assertThat(made).contains("create-change-set"),
                        waited -> assertThat(waited).contains("wait change-set-create-complete"),
                        run -> assertThat(run).contains("execute-change-set"),
                        waited -> assertThat(waited).contains("wait stack-import-complete"));
        assertThat(steps.get(4).title()).startsWith("Add what refers to it");
        assertThat(steps.get(5).lines())
                .satisfiesExactly(
                        begun -> assertThat(begun).contains("detect-stack-drift"),
                        shown -> assertThat(shown).contains("describe-stack-resource-drifts"));
    }

    @Test
    void importsWithTheCdk() {
        assertThat(lines(NameSwitch.Tool.CDK))
                .containsSubsequence(
                        "removalPolicy: RemovalPolicy.RETAIN",
                        "npx cdk deploy STACK",
                        "npx cdk deploy STACK",
                        "tableName: 'orders-0914'",
                        "npx cdk import STACK");
    }

    @Test
    void forgetsAndImportsWithTerraform() {
        assertThat(lines(NameSwitch.Tool.TERRAFORM))
                .containsSubsequence(
                        "removed {",
                        "  from = aws_dynamodb_table.old",
                        "    destroy = false",
                        "import {",
                        "  to = aws_dynamodb_table.restored",
                        "  id = \"orders-0914\"",
                        "    prevent_destroy = true");
    }

    @Test
    void saysThatWhatHasTheTablesNameIsReplacedToo() {
        assertThat(SWITCH.steps(NameSwitch.Tool.TERRAFORM).get(2).title())
                .contains("no table that is destroyed or replaced", "such as scaling targets, is replaced");
    }

    @ParameterizedTest
    @EnumSource
    void forgetsNothingOfAnotherRegion(NameSwitch.Tool tool) {
        NameSwitch elsewhere = new NameSwitch(
                AnyRestore.SOURCE, new AccountRegion("aws", "123456789012", "eu-central-1").table("orders"));

        List<NameSwitch.Step> steps = elsewhere.steps(tool);

        assertThat(elsewhere.isNone()).isFalse();
        assertThat(steps.getFirst().title()).doesNotContain("Keep", "forget");
        assertThat(steps.stream().flatMap(step -> step.lines().stream()))
                .noneMatch(line -> line.startsWith("removed") || line.contains("without-table"));
        assertThat(steps.getLast().lines())
                .containsExactly(
                        "./pitr-guard settings diff orders orders --region eu-west-1 --to-region eu-central-1");
    }

    @Test
    void isNothingUnderTheSameName() {
        assertThat(new NameSwitch(AnyRestore.SOURCE, AnyRestore.SOURCE).isNone())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void endsWithWhatNamesTheOldTable(NameSwitch.Tool tool) {
        assertThat(SWITCH.steps(tool).getLast().lines())
                .containsExactly("./pitr-guard settings diff orders orders-0914 --region eu-west-1");
    }

    private static List<String> lines(NameSwitch.Tool tool) {
        return SWITCH.steps(tool).stream()
                .flatMap(step -> step.lines().stream())
                .toList();
    }
}
