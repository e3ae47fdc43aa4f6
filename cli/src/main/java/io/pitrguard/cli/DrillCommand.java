package io.pitrguard.cli;

import io.pitrguard.domain.drill.DrillOrder;
import io.pitrguard.domain.drill.DrillRecord;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.restore.Alternative;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestoreTimes;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.drill.BeginDrill;
import io.pitrguard.drill.DrillRequest;
import io.pitrguard.drill.RequiredDrill;
import io.pitrguard.report.Controls;
import io.pitrguard.report.DrillView;
import io.pitrguard.report.DrillViews;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.RestoreWiring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard drill}: proves that a table can be restored. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Proves that a table can be restored: restores it beside itself, checks the result, measures the time, and deletes"
                    + " the restored table.",
            "The table itself is not changed. AWS charges for the restore.",
            "Exit codes: 0 the restore is proven; 1 could not run; 2 the drill failed; 3 the restore is not proven."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard drill orders --policy policy.yaml",
            "  ./pitr-guard drill orders --at \"2026-11-29 09:14\" --keep 2h",
            "  ./pitr-guard drill run --all-due --policy policy.yaml"
        },
        subcommands = {DrillDueCommand.class, DrillRunCommand.class, DrillReportCommand.class})
final class DrillCommand implements Callable<Integer> {
    private static final Duration NO_RULE = Duration.ofDays(30);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TABLE",
            arity = "0..1",
            description = "Table name. After --, also one that is the name of a command below.")
    private @Nullable String table;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            defaultValue = "latest",
            description = "Moment to restore to, as of the command restore. Default: ${DEFAULT-VALUE}.")
    private String at = "latest";

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            description =
                    "Keep the restored table for this time after its checks: 1m to 168h, such as 2h. Default: delete"
                            + " it at once.")
    private @Nullable String keep;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file, or - for standard input, whose rule for the table names the checks of the drill."
                            + " Default: the items are counted and compared.")
    private @Nullable Path policy;

    @Mixin
    private final OtherCopies copies = new OtherCopies();

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final LedgerOptions options = new LedgerOptions();

    @Override
    public Integer call() throws InterruptedException {
        String name = table;
        if (name == null) {
            throw new ParameterException(
                    spec.commandLine(), "drill requires the name of a table, or a command: due, run or report");
        }
        TableName.check(spec, "TABLE", name);
        Duration kept = kept();
        options.check(spec);
        DrillPolicy rules = DrillPolicy.of(policy);
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = options.clients()) {
            OpenDrills open = OpenDrills.of(clients, options);
            open.requireOwnAccount();
            RestoreMoment moment = moment(open);
            CurrentCaller.announce(open.ledger().caller(), options.connection(), err, "drilling a restore of " + name);
            DrillRecord drill = begin(open, rules, open.where().table(name), moment, kept);
            List<DrillRecord> ended = open.run(
                    List.of(drill), rules.policy().drills(), spec.commandLine().getErr(), err);
            DrillView shown = DrillViews.of(ended.getFirst(), Controls.load());
            PrintWriter out = spec.commandLine().getOut();
            output.write(out, shown, () -> out.print(DrillOutput.drill(shown, view)));
            return open.code(ended, spec.commandLine().getErr());
        }
    }

    private Duration kept() {
        String asked = keep;
        if (asked == null) {
            return Duration.ZERO;
        }
        Optional<Duration> parsed = asked.matches("[1-9][0-9]{0,4}[mh]")
                ? Optional.of(Duration.parse("PT" + asked.toUpperCase(Locale.ROOT)))
                : Optional.empty();
        return parsed.filter(time -> time.compareTo(DrillOrder.LONGEST_KEEP) <= 0)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--keep must be 1m to 168h, such as 2h, not '" + asked + "'"));
    }

    private DrillRecord begin(
            OpenDrills open, DrillPolicy rules, TableRef source, RestoreMoment moment, Duration kept) {
        DrillOrder order = new DrillOrder(open.ledger().caller().arn(), rules.digest(), kept, false);
        DrillRequest request = new DrillRequest(
                source,
                moment,
                requirement(open, rules, source),
                order,
                rules.policy().drills().readsPerSecond(),
                open.times());
        return switch (open.begin().begin(request)) {
            case BeginDrill.Outcome.Begun(DrillRecord record) -> record;
            case BeginDrill.Outcome.NotPossible(String reason, List<Alternative> alternatives) ->
                throw alternatives.isEmpty()
                        ? new CommandFailure(reason)
                        : copies.failure(
                                open.clients(),
                                List.of(RestoreWiring.store(open.clients(), open.settings())),
                                new OtherCopies.Asked(source, request.moment(), clock(open)),
                                reason,
                                alternatives);
            case BeginDrill.Outcome.NotKnown(Cause cause) -> throw new CommandFailure(cause.message());
        };
    }

    private RestoreMoment moment(OpenDrills open) {
        return switch (open.times().parse(at, clock(open))) {
            case RestoreTimes.Reading.Understood(RestoreMoment moment) -> moment;
            case RestoreTimes.Reading.Refused(String message) ->
                throw new ParameterException(spec.commandLine(), "--at: " + message);
        };
    }

    private static Instant clock(OpenDrills open) {
        return open.ledger().time().awsInstant();
    }

    /** With a policy, a drill without its checks and its limit of cost would be another one than was asked for. */
    private DrillRequirement requirement(OpenDrills open, DrillPolicy rules, TableRef source) {
        if (policy == null) {
            return DrillRequirement.every(NO_RULE);
        }
        return switch (open.required(rules.policy()).of(source, clock(open))) {
            case RequiredDrill.Answer.Required(DrillRequirement requirement) -> requirement;
            case RequiredDrill.Answer.NotRequired _ ->
                throw new CommandFailure(
                        "the policy %s asks for no drill of %s. Leave out --policy to count and compare its items."
                                .formatted(policy, source.name()));
            case RequiredDrill.Answer.NotKnown(Cause cause) ->
                throw new CommandFailure(
                        "which rule of the policy %s applies to %s is not known. %s When that is remedied, try again; or leave out --policy to count and compare its items."
                                .formatted(policy, source.name(), cause.message()));
        };
    }
}
