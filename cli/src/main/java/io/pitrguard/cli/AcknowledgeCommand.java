package io.pitrguard.cli;

import io.pitrguard.ledger.AcknowledgeTable;
import io.pitrguard.ledger.Acknowledgement;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard acknowledge}: acknowledges lost history and flapping. */
@Command(
        name = "acknowledge",
        mixinStandardHelpOptions = true,
        description = {
            "Acknowledges lost history; resumes automatic remediation of a flapping table.",
            "Acknowledged history no longer counts against the table. The timeline records who acknowledged it and why."
                    + " The table itself is not changed."
        },
        footerHeading = "%nExample:%n",
        footer = "  ./pitr-guard acknowledge orders --reason \"restored from the backup of 2027-03-01\"")
final class AcknowledgeCommand implements Callable<Integer> {
    private static final int MAX_CHARACTERS = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "TABLE", description = "Table name.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String table;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Reason to record in the timeline, 1 to 1000 characters.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String reason;

    @Option(
            names = "--by",
            paramLabel = "WHO",
            description = "Person to record beside the caller's ARN, 1 to 1000 characters. Default: that ARN.")
    private @Nullable String by;

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    @Override
    public Integer call() {
        TableName.check(spec, "TABLE", table);
        check("--reason", reason);
        check("--by", by == null ? "the caller" : by);
        options.check(spec);
        try (AwsClients clients = options.clients()) {
            CallerIdentity.Caller caller = CurrentCaller.announced(
                    clients, options.connection(), spec.commandLine().getErr(), "acknowledging " + table);
            OpenLedger open = OpenLedger.of(clients, caller, options.settings(System.getenv()), new SystemTime());
            String arn = open.caller().arn();
            AcknowledgeTable.Person who = new AcknowledgeTable.Person(by == null ? arn : by.strip(), arn);
            Acknowledgement end = new AcknowledgeTable(open.ledger(), open.flappingRules(), open.time())
                    .acknowledge(open.where().table(table), who, reason.strip());
            print(open, end);
        }
        return ExitCode.OK;
    }

    private void check(String option, String text) {
        if (text.isBlank() || text.length() > MAX_CHARACTERS) {
            throw new ParameterException(
                    spec.commandLine(), option + " must have 1 to " + MAX_CHARACTERS + " characters");
        }
    }

    private void print(OpenLedger open, Acknowledgement end) {
        PrintWriter out = spec.commandLine().getOut();
        switch (end) {
            case Acknowledgement.Settled settled -> printSettled(out, settled);
            case Acknowledgement.NothingOpen _ ->
                out.println("Nothing to acknowledge for " + table + ": it has no lost history and is not flapping.");
            case Acknowledgement.UnknownTable _ -> throw open.unknown(table);
            case Acknowledgement.Failed failed -> throw open.failure("could not write to", failed.cause());
        }
        out.flush();
    }

    private void printSettled(PrintWriter out, Acknowledgement.Settled settled) {
        out.println("Acknowledged for " + table + ":");
        settled.lost()
                .ifPresent(loss -> out.println("  lost history: nothing between %s and %s can be restored"
                        .formatted(seconds(loss.from()), seconds(loss.to()))));
        settled.what()
                .flappingSince()
                .ifPresent(since ->
                        out.println("  flapping since %s: automatic remediation resumes".formatted(seconds(since))));
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
