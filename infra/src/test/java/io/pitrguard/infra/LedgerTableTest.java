package io.pitrguard.infra;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;

class LedgerTableTest {
    @Test
    void hasTheKeysOfTheLedgerAndWhatPitrGuardAsksOfOthers() {
        Template template = Synth.of(stack -> new LedgerTable(stack, "Ledger", "pitr-guard", true));

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
        Synth.of(stack -> new LedgerTable(stack, "Ledger", "pitr-guard", true))
                .hasResource(
                        "AWS::DynamoDB::Table", Map.of("DeletionPolicy", "Retain", "UpdateReplacePolicy", "Retain"));
        Synth.of(stack -> new LedgerTable(stack, "Ledger", "pitr-guard", false))
                .hasResource(
                        "AWS::DynamoDB::Table",
                        Map.of("DeletionPolicy", "Delete", "Properties", Map.of("DeletionProtectionEnabled", false)));
    }
}
