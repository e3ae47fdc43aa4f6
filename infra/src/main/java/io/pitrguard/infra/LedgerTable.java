package io.pitrguard.infra;

import io.pitrguard.infra.DeploymentOptions.LedgerFate;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/** The ledger's table (docs/ledger.md); it has what pitr-guard asks of others. */
final class LedgerTable extends Construct {
    private final ITable table;

    /** Makes the table, or takes the one of this name. */
    LedgerTable(Construct scope, String id, String name, LedgerFate fate) {
        super(scope, id);
        String tableName = name + "-ledger";
        table = fate == LedgerFate.TAKEN
                ? Table.fromTableName(this, "Table", tableName)
                : make(tableName, fate == LedgerFate.RETAINED);
    }

    /** A table that is retained is protected against deletion, too. */
    private Table make(String name, boolean retain) {
        return Table.Builder.create(this, "Table")
                .tableName(name)
                .partitionKey(key("pk"))
                .sortKey(key("sk"))
                .timeToLiveAttribute("expires")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        // Said although it is the default: left out of an update it would be set to that.
                        .recoveryPeriodInDays(35)
                        .build())
                .deletionProtection(retain)
                .removalPolicy(retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
    }

    ITable table() {
        return table;
    }

    private static Attribute key(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
