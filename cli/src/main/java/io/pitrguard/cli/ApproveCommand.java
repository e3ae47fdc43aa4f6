package io.pitrguard.cli;

import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.PendingSetting;
import io.pitrguard.domain.restore.RestoreId;
import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.wiring.AwsClients;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pitr-guard approve}: a person's word about a restore that waits for one. */
@Command(
        name = "approve",
        mixinStandardHelpOptions = true,
        description = {
            "Approves or refuses a restore that waits for a person, or confirms settings that can do harm.",
            "Shows what you approve and asks. The approval counts for exactly that plan. Requester and approver must be"
                    + " different persons where the policy requires approval."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./pitr-guard approve 20261130-091500-orders-7f3a1c",
            "  ./pitr-guard approve 20261130-091500-orders-7f3a1c --refuse",
            "  ./pitr-guard approve 20261130-091500-orders-7f3a1c --confirm ttl,stream"
        })
final class ApproveCommand implements Callable<Integer> {
    private static final String NONE = "none";
    private static final String ALL = "all";

    /**
     * What a deployment's policy, which was not given, may require at most of whoever approves; the function judges each
     * approval again, and does not count one that its policy does not allow.
     */
    private static final RestorePolicy DEPLOYED = new RestorePolicy(
            RestorePolicy.Approval.REQUIRED,
            List.of(),
            true,
            RestorePolicy.STANDARD.approvalExpires(),
            RestorePolicy.STANDARD.targetPrefix());

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Id of the restore.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private String id;

    @Option(
            names = "--confirm",
            paramLabel = "SETTINGS",
            split = ",",
            description =
                    "Settings to copy, of those that wait: their names with commas between them, all or none. Completes"
                            + " the restore without the others.")
    private @Nullable List<String> confirm;

    @Option(names = "--refuse", description = "Refuse the restore: it never starts.")
    private boolean refuse;

    @Option(
            names = "--self-approve",
            description =
                    "Approve your own restore in an emergency, where the policy allows that: people are alerted at once.")
    private boolean selfApprove;

    @Option(
            names = "--digest",
            paramLabel = "HEX",
            description =
                    "Digest of the plan that you saw; another plan is not approved. Default: that of the plan shown.")
    private @Nullable String digest;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Policy file, whose key recovery tells who approves. -: standard input. Default: the built-in"
                    + " policy.")
    private @Nullable Path policy;

    @Mixin
    private final Consent consent = new Consent();

    @Mixin
    private final DocumentOption output = new DocumentOption();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final RestoreStoreOptions options = new RestoreStoreOptions();

    @Override
    public Integer call() {
        RestoreId of = RestoreIdArgument.read(spec, id);
        options.check(spec);
        if (confirm != null && (refuse || selfApprove || digest != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--confirm cannot be used with --refuse, --self-approve or --digest");
        }
        consent.check(spec);
        RestorePolicy named = PolicyOption.ofOneAccount(policy).recovery();
        PrintWriter err = view.progress(spec.commandLine().getErr());
        try (AwsClients clients = options.connection().clients()) {
            OpenRestores open = OpenRestores.of(clients, options, err);
            OpenRestores.Found found = open.find(of);
            CurrentCaller.announce(open.caller(), options.connection(), err, "deciding about restore " + of);
            boolean deployed = policy == null && open.machine(found.place()).isPresent();
            RestoreRecord end = decide(open, found, deployed ? DEPLOYED : named, err);
            PersonsWord.proceed(open, found.place(), end, err);
            RestoreEnd.print(spec, output, end, open.times(), view);
        }
        return ExitCode.OK;
    }

    private RestoreRecord decide(OpenRestores open, OpenRestores.Found found, RestorePolicy rules, PrintWriter err) {
        RestoreRecord record = found.stored().record();
        PersonsWord word =
                new PersonsWord(open, found.place(), new LocalRestores(open, found.place(), rules), record.id());
        if (confirm != null) {
            StringBuilder waiting = new StringBuilder();
            pending(record).forEach(setting -> RestoreOutput.pending(waiting, view.screen(), setting));
            err.print(waiting);
            Set<String> settings = settings(confirm, record);
            consent.require(
                    spec.commandLine().getErr(),
                    settings.isEmpty()
                            ? "Complete the restore without these settings"
                            : "Copy " + String.join(", ", settings));
            return word.confirm(settings);
        }
        err.print(RestorePlanOutput.text(record.plan(), open.times(), view.screen(), false));
        consent.require(spec.commandLine().getErr(), refuse ? "Refuse this restore" : "Approve this plan");
        return refuse
                ? word.refuse()
                : word.approve(
                        digest == null ? record.plan().digest() : digest,
                        selfApprove,
                        spec.commandLine().getErr());
    }

    private static List<PendingSetting> pending(RestoreRecord record) {
        return record.state() instanceof RestoreState.AwaitingConfirmation waiting ? waiting.settings() : List.of();
    }

    private static Set<String> settings(List<String> names, RestoreRecord record) {
        if (names.equals(List.of(NONE))) {
            return Set.of();
        }
        return names.equals(List.of(ALL))
                ? pending(record).stream().map(PendingSetting::name).collect(Collectors.toUnmodifiableSet())
                : names.stream().map(String::strip).collect(Collectors.toUnmodifiableSet());
    }
}
