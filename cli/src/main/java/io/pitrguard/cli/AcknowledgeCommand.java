package io.pitrguard.cli;

import io.pitrguard.domain.ledger.AwaitingPerson;
import io.pitrguard.domain.recovery.Loss;
import io.pitrguard.ledger.AcknowledgeTable;
import io.pitrguard.ledger.Acknowledgement;
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

/** {@code pitr-guard acknowledge}: a person knows of lost history, and of a table that is left alone. */
@Command(
        name = "acknowledge",
        mixinStandardHelpOptions = true,
        description = {
            "Settles what waits for a person: lost history no longer counts against the table, and a table that was left"
                    + " alone because somebody kept disabling recovery is corrected again.",
            "Who said so and why stands in the table's history. The table itself is not touched."
        })
final class AcknowledgeCommand implements Callable<Integer> {
    private static final int LONGEST = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "TABLE", description = "the table's name")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String table;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why that is in order, for whoever reads the history")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String reason;

    @Option(names = "--by", paramLabel = "WHO", description = "who says so; default: the caller's ARN")
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
            OpenLedger open = OpenLedger.of(clients, options.settings(System.getenv()), new SystemTime());
            String who = by == null ? open.caller().arn() : by.strip();
            Acknowledgement end = new AcknowledgeTable(open.ledger(), open.flappingRules(), open.time())
                    .acknowledge(open.where().table(table), who, reason.strip());
            say(open, end);
        }
        return ExitCode.OK;
    }

    private void check(String option, String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be a text of 1 to " + LONGEST + " characters");
        }
    }

    private void say(OpenLedger open, Acknowledgement end) {
        PrintWriter out = spec.commandLine().getOut();
        switch (end) {
            case Acknowledgement.Settled settled -> settled(out, settled.what());
            case Acknowledgement.NothingOpen _ ->
                out.println("Nothing is open for " + table + ": no lost history, and it is not left alone.");
            case Acknowledgement.UnknownTable _ -> throw open.unknown(table);
            case Acknowledgement.Failed failed -> throw open.failure("could not acknowledge in", failed.cause());
        }
        out.flush();
    }

    private void settled(PrintWriter out, AwaitingPerson what) {
        out.println("Acknowledged for " + table + ":");
        for (Loss loss : what.losses()) {
            out.println("  lost history: nothing between %s and %s can be restored"
                    .formatted(seconds(loss.from()), seconds(loss.to())));
        }
        what.flappingSince()
                .ifPresent(since -> out.println(
                        "  left alone since %s: from now on it is corrected again".formatted(seconds(since))));
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
