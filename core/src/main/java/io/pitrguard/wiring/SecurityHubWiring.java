package io.pitrguard.wiring;

import io.pitrguard.aws.DynamoDbSentFindings;
import io.pitrguard.aws.SecurityHubFindings;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.port.SentFindings;
import io.pitrguard.port.Time;
import io.pitrguard.report.Controls;
import io.pitrguard.securityhub.FindingExport;

/** Builds what sends findings to Security Hub. Separate from {@link Wiring}: without the option nobody loads it. */
public final class SecurityHubWiring {
    private SecurityHubWiring() {}

    /**
     * Builds the export into the Security Hub of the deployment's own account and region.
     *
     * @param here where the deployment is
     */
    public static FindingExport export(AwsClients own, AccountRegion here, Settings settings, Time machine) {
        return new FindingExport(
                new SecurityHubFindings(own.securityHub(), here),
                settings.ledger()
                        .table()
                        .<SentFindings>map(table -> new DynamoDbSentFindings(own.dynamoDb(), table))
                        .orElse(SentFindings.NONE),
                Controls.load().controls(),
                own.time(machine));
    }
}
