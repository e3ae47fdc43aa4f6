package io.pitrguard.infra;

import io.pitrguard.infra.DeploymentOptions.LedgerLifecycle;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/** The ledger's table (docs/ledger.md), protected as pitr-guard asks of other tables. */
final class LedgerTable extends Construct {
    private final ITable table;

    /** Creates the table, or takes the existing one. */
    LedgerTable(Construct scope, String id, String name, LedgerLifecycle lifecycle) {
        super(scope, id);
        String tableName = nameIn(name);
        table = lifecycle == LedgerLifecycle.REUSED
                ? Table.fromTableName(this, "Table", tableName)
                : create(tableName, lifecycle == LedgerLifecycle.RETAINED);
    }

    /** A table that is retained also has deletion protection. */
    private Table create(String name, boolean retain) {
        return Table.Builder.create(this, "Table")
                .tableName(name)
                .partitionKey(key("pk"))
                .sortKey(key("sk"))
                .timeToLiveAttribute("expires")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        // Explicit although it is the default: an update without it would reset the period.
                        .recoveryPeriodInDays(35)
                        .build())
                .deletionProtection(retain)
                .removalPolicy(retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
    }

    /** Returns the table's name. */
    static String nameIn(String deployment) {
        return deployment + "-ledger";
    }

    ITable table() {
        return table;
    }

    private static Attribute key(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
