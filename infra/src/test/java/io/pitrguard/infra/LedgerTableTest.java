package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.infra.DeploymentOptions.LedgerLifecycle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class LedgerTableTest {
    @Test
    void hasTheKeysOfTheLedgerAndWhatPitrGuardAsksOfOthers() {
        Template template = Synth.of(stack -> new LedgerTable(stack, "Ledger", "pitr-guard", LedgerLifecycle.RETAINED));

        template.hasResourceProperties(
                "AWS::DynamoDB::Table",
                Map.of(
                        "TableName",
                        "pitr-guard-ledger",
                        "KeySchema",
                        List.of(
                                Map.of("AttributeName", "pk", "KeyType", "HASH"),
                                Map.of("AttributeName", "sk", "KeyType", "RANGE")),
                        "TimeToLiveSpecification",
                        Map.of("AttributeName", "expires", "Enabled", true),
                        "BillingMode",
                        "PAY_PER_REQUEST",
                        "DeletionProtectionEnabled",
                        true,
                        "PointInTimeRecoverySpecification",
                        Map.of("PointInTimeRecoveryEnabled", true, "RecoveryPeriodInDays", 35)));
    }

    @Test
    void outlivesTheStackOnlyWhereAskedTo() {
        Synth.of(stack -> new LedgerTable(stack, "Ledger", "pitr-guard", LedgerLifecycle.RETAINED))
                .hasResource(
                        "AWS::DynamoDB::Table", Map.of("DeletionPolicy", "Retain", "UpdateReplacePolicy", "Retain"));
        Synth.of(stack -> new LedgerTable(stack, "Ledger", "pitr-guard", LedgerLifecycle.DESTROYED))
                .hasResource(
                        "AWS::DynamoDB::Table",
                        Map.of("DeletionPolicy", "Delete", "Properties", Map.of("DeletionProtectionEnabled", false)));
    }

    @Test
    void takesTheOneThatAFormerDeploymentLeft() {
        Template template = Deployed.with(Map.of("existingLedger", "true"));

        template.resourceCountIs("AWS::DynamoDB::Table", 0);
        template.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of(
                        "Environment",
                        Map.of("Variables", Match.objectLike(Map.of("PITR_GUARD_LEDGER_TABLE", "pitr-guard-ledger")))));
        assertThat(Synth.texts(Deployed.statements(template, "SweepRole"))).contains(":table/pitr-guard-ledger");
    }
}
