package io.pitrguard.cli;

import io.pitrguard.domain.settings.KnownSettings;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.Result;
import io.pitrguard.port.TableSettings;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SettingsWiring;
import io.pitrguard.wiring.SystemTime;
import io.pitrguard.wiring.Wiring;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The two tables of a command, and where they are. */
final class TwoTables {
    @Parameters(
            index = "0",
            paramLabel = "SOURCE",
            description =
                    "Name of the table whose settings count. It may be deleted: then AWS's backup of it, AWS Config"
                            + " and the ledger are read.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String source;

    @Parameters(index = "1", paramLabel = "TARGET", description = "Name of the other table, such as a restored one.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String target;

    @Option(names = "--to-region", paramLabel = "REGION", description = "Region of TARGET. Default: that of SOURCE.")
    private @Nullable String toRegion;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    /** Both tables, with clients for the region of each. */
    record Open(
            AwsClients ofSource, AwsClients ofTarget, CallerIdentity.Caller caller, TableRef source, TableRef target)
            implements AutoCloseable {
        /**
         * Returns the source's settings, as far as they are known.
         *
         * @throws CommandFailure if nothing is
         */
        KnownSettings known() {
            return value(SettingsWiring.reader(ofSource)
                    .source(
                            source,
                            Wiring.ledger(
                                    ofSource,
                                    LedgerLocation.STANDARD,
                                    java.time.Duration.ofDays(1),
                                    new SystemTime())));
        }

        /**
         * Returns the target's settings.
         *
         * @throws CommandFailure if the target does not exist, or cannot be read
         */
        KnownSettings targetNow() {
            switch (SettingsWiring.settings(ofTarget).readiness(target)) {
                case TableSettings.Readiness.Ready _, TableSettings.Readiness.Busy _ -> {}
                case TableSettings.Readiness.Gone _ ->
                    throw new CommandFailure("there is no table %s in %s of account %s. Check its name and region."
                            .formatted(
                                    target.name(),
                                    target.where().region(),
                                    target.where().account()));
                case TableSettings.Readiness.Unreadable(Cause cause) ->
                    throw new CommandFailure("could not read the target. " + Printable.line(cause.message()));
            }
            return SettingsWiring.reader(ofTarget).existing(target);
        }

        @Override
        public void close() {
            ofTarget.close();
            ofSource.close();
        }
    }

    /**
     * Checks names and options.
     *
     * @throws ParameterException if one is wrong
     */
    void check(CommandSpec spec) {
        TableName.check(spec, "SOURCE", source);
        TableName.check(spec, "TARGET", target);
        RegionName.check(spec, toRegion);
        connection.check(spec);
        if (source.equals(target) && toRegion == null) {
            throw new ParameterException(
                    spec.commandLine(), "SOURCE and TARGET must be two tables, not both '" + source + "'");
        }
    }

    /**
     * Finds out where the tables are.
     *
     * @throws CommandFailure if AWS does not identify the caller
     */
    Open open() {
        AwsClients ofSource = connection.clients();
        CallerIdentity.Caller caller = CurrentCaller.known(ofSource);
        AccountRegion where = caller.where();
        AwsClients ofTarget = connection.clients(Optional.ofNullable(toRegion));
        String region = toRegion == null ? where.region() : toRegion;
        return new Open(
                ofSource,
                ofTarget,
                caller,
                where.table(source),
                new AccountRegion(where.partition(), where.account(), region).table(target));
    }

    ConnectionOptions connection() {
        return connection;
    }

    private static <T> T value(Result<T> answer) {
        return switch (answer) {
            case Result.Success<T>(T value) -> value;
            case Result.Failure<T> failed ->
                throw new CommandFailure("could not read the source. "
                        + Printable.line(failed.cause().message()));
        };
    }
}
