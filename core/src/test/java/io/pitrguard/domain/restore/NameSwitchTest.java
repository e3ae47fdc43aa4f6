package io.pitrguard.domain.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.TableRef;
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
        assertThat(steps.get(2).lines()).contains("      TableName: orders-0914");
        assertThat(steps.get(3).lines().getFirst())
                .contains("--change-set-type IMPORT")
                .contains("\"ResourceIdentifier\":{\"TableName\":\"orders-0914\"}");
        assertThat(steps.get(4).lines().getFirst()).contains("detect-stack-drift");
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

    @ParameterizedTest
    @EnumSource
    void endsWithWhatNamesTheOldTable(NameSwitch.Tool tool) {
        assertThat(SWITCH.steps(tool).getLast().lines())
                .containsExactly("./pitr-guard settings diff orders orders-0914 --region eu-west-1");
    }

    @Test
    void comparesWithATableOfAnotherRegion() {
        TableRef there = new AccountRegion("aws", "123456789012", "eu-central-1").table("orders-0914");

        assertThat(new NameSwitch(AnyRestore.SOURCE, there)
                        .steps(NameSwitch.Tool.CDK)
                        .getLast()
                        .lines())
                .containsExactly(
                        "./pitr-guard settings diff orders orders-0914 --region eu-west-1 --to-region eu-central-1");
        assertThat(RestoreCommands.settings("diff", AnyRestore.SOURCE, AnyRestore.SOURCE))
                .isEmpty();
    }

    private static List<String> lines(NameSwitch.Tool tool) {
        return SWITCH.steps(tool).stream()
                .flatMap(step -> step.lines().stream())
                .toList();
    }
}
