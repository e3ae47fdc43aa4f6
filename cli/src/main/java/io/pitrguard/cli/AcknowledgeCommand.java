package io.pitrguard.cli;

import io.pitrguard.ledger.AcknowledgeTable;
import io.pitrguard.ledger.Acknowledgement;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.SystemTime;
import java.io.PrintWriter;
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
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard acknowledge orders --reason \"restored from the backup of 2027-03-01\"",
            "  ./pitr-guard acknowledge orders --account 111122223333 --region us-east-1 --reason \"load test\""
        })
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
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final QuietOption quiet = new QuietOption();

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    @Override
    public Integer call() {
        TableName.check(spec, "TABLE", table);
        check("--reason", reason);
        check("--by", by == null ? "the caller" : by);
        options.check(spec);
        try (AwsClients clients = options.clients()) {
            OpenLedger open = OpenLedger.of(clients, options, new SystemTime());
            CurrentCaller.announce(
                    open.caller(),
                    options.connection(),
                    quiet.progress(spec.commandLine().getErr()),
                    "acknowledging " + table + elsewhere(open));
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

    /** Returns where the table is, if it is not where the ledger is. */
    private static String elsewhere(OpenLedger open) {
        return open.where().equals(open.location().where())
                ? ""
                : " of account %s, %s, with the ledger"
                        .formatted(open.where().account(), open.where().region());
    }

    private void print(OpenLedger open, Acknowledgement end) {
        PrintWriter out = spec.commandLine().getOut();
        switch (end) {
            case Acknowledgement.Settled settled ->
                print(out, AcknowledgedView.of(open.where().table(table), settled));
            case Acknowledgement.NothingOpen _ ->
                print(out, AcknowledgedView.none(open.where().table(table)));
            case Acknowledgement.UnknownTable _ -> throw open.unknown(table);
            case Acknowledgement.Failed failed -> throw open.failure("could not write to", failed.cause());
        }
    }

    private void print(PrintWriter out, AcknowledgedView view) {
        output.write(out, view, () -> quiet.progress(out).print(view.text()));
    }
}
