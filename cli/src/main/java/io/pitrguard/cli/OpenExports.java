package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.export.ExportPlanner;
import io.pitrguard.export.ExportTable;
import io.pitrguard.port.TableExports;
import io.pitrguard.port.Time;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.RestoreWiring;
import io.pitrguard.wiring.TableReadWiring;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The use cases of exports with the caller's own permissions. */
record OpenExports(ExportPlanner planner, ExportTable exports, Time time, RestoreTimes times) {
    private static final Pattern ARN =
            Pattern.compile("arn:([a-z-]+):dynamodb:([a-z0-9-]+):([0-9]{12}):table/[A-Za-z0-9_.-]+/export/[0-9a-f-]+");

    static OpenExports of(AwsClients clients) {
        Time time = clients.time(CommandTime.current());
        TableExports exports = TableReadWiring.exports(clients);
        return new OpenExports(
                new ExportPlanner(RestoreWiring.tableRestores(clients), exports, TableReadWiring.locks(clients), time),
                new ExportTable(exports, time),
                time,
                new RestoreTimes(ZoneId.systemDefault()));
    }

    /** Returns where an export is; empty for any other text. */
    static Optional<AccountRegion> parsed(String arn) {
        Matcher parts = ARN.matcher(arn);
        return parts.matches()
                ? Optional.of(new AccountRegion(parts.group(1), parts.group(3), parts.group(2)))
                : Optional.empty();
    }

    /**
     * Returns where an export is.
     *
     * @throws CommandFailure if AWS gave it no ARN of an export
     */
    static AccountRegion where(String arn) {
        return parsed(arn).orElseThrow(() -> new CommandFailure("AWS gave the export the ARN '" + arn + "'."));
    }
}
