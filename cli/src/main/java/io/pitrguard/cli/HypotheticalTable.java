package io.pitrguard.cli;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.AwsNames;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * A table described on the command line, which need not exist.
 *
 * @param knowsAccount whether the account was given
 * @param knowsRegion whether the region was given, or is configured
 */
record HypotheticalTable(TableRef table, Tags.Known tags, boolean knowsAccount, boolean knowsRegion) {
    private static final String NO_ACCOUNT = "000000000000";
    private static final String NO_REGION = "unknown-region";

    /**
     * Returns the table of these options.
     *
     * @throws ParameterException if AWS does not allow such a table
     */
    static HypotheticalTable of(
            CommandSpec spec, String table, List<String> tags, @Nullable String account, @Nullable String region) {
        TableName.check(spec, "--table", table);
        require(
                spec,
                account == null || account.matches(AwsNames.ACCOUNT),
                "--account must be 12 digits, not '" + account + "'");
        RegionName.check(spec, region);
        AccountRegion where =
                new AccountRegion("aws", account == null ? NO_ACCOUNT : account, region == null ? NO_REGION : region);
        return new HypotheticalTable(
                where.table(table), new Tags.Known(tags(spec, tags)), account != null, region != null);
    }

    /** Returns the same table in this region, which must be well-formed. */
    HypotheticalTable in(String region) {
        AccountRegion where =
                new AccountRegion(table.where().partition(), table.where().account(), region);
        return new HypotheticalTable(where.table(table.name()), tags, knowsAccount, true);
    }

    private static Map<String, String> tags(CommandSpec spec, List<String> texts) {
        Map<String, String> tags = new HashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            require(spec, equals > 0, "--tag must be KEY=VALUE, not '" + text + "'");
            String key = text.substring(0, equals);
            require(
                    spec,
                    tags.put(key, text.substring(equals + 1)) == null,
                    "--tag sets '" + key + "' twice; a table has each key once");
        }
        return tags;
    }

    private static void require(CommandSpec spec, boolean met, String message) {
        if (!met) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
