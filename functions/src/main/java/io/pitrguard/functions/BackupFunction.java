package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.backup.ScheduledBackups;
import io.pitrguard.config.Settings;
import io.pitrguard.config.SettingsException;
import io.pitrguard.domain.backup.BackupProblem;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.text.Counted;
import io.pitrguard.port.SweepLease;
import io.pitrguard.port.Time;
import io.pitrguard.report.BackupJobView;
import io.pitrguard.report.Json;
import io.pitrguard.wiring.AlertWiring;
import io.pitrguard.wiring.BackupWiring;
import java.util.List;
import java.util.Optional;

/**
 * Takes the backups that are due, then deletes those that the policy no longer keeps, on a schedule. It does what time allows;
 * the next run goes on. It fails where something failed, so that AWS repeats it and an alarm follows.
 */
public final class BackupFunction extends Handler {
    private static final String DOES = "takes and deletes backups";

    private final Tools tools;

    /**
     * What it works with.
     *
     * @param lease keeps two runs from taking the same backups
     */
    record Tools(ScheduledBackups backups, BackupNotification notification, SweepLease lease) {}

    /** Wires the function from its environment; Lambda calls this. */
    public BackupFunction() {
        this(Deployment.onLambda());
    }

    /** Wires the function from these settings, to run on this clock. */
    public BackupFunction(Settings settings, Time time) {
        this(Deployment.of(settings, time));
    }

    /**
     * Wires it from its deployment.
     *
     * @throws SettingsException if there is no ledger to keep the records of backups in
     */
    BackupFunction(Deployment deployment) {
        super(deployment, "run of backups");
        this.tools = wired(deployment);
    }

    private static Tools wired(Deployment deployment) {
        Settings settings = deployment.settings();
        String ledger = settings.ledger()
                .table()
                .orElseThrow(
                        () -> new SettingsException(
                                Settings.LEDGER_TABLE
                                        + " is missing: backups need the ledger, which has their records. Set it to the name of its table."));
        Time time = deployment.clients().time(deployment.time());
        return new Tools(
                new BackupWiring(
                                deployment.clients(),
                                BackupWiring.store(deployment.clients(), ledger),
                                deployment.time())
                        .scheduled(settings.policy()),
                new BackupNotification(
                        BackupWiring.notices(deployment.clients(), ledger),
                        AlertWiring.notifier(deployment.clients(), settings, deployment.time()),
                        settings.ledger().reminderInterval(),
                        time),
                BackupWiring.lease(deployment.clients(), ledger, deployment.time()));
    }

    @Override
    String handle(String event, Invocation invocation) throws InterruptedException {
        ScheduledEvent.parse(event, DOES);
        AccountRegion where = invocation.where();
        SoleInvocation sole = new SoleInvocation(tools.lease(), where, invocation);
        Optional<SweepLease.Held> other = sole.other(DOES);
        if (other.isPresent()) {
            // The scheduler may deliver an event twice: whoever came first does all that there is to do.
            invocation.log(
                    "Another invocation, %s, %s, until %s at the latest: there is nothing to do."
                            .formatted(other.get().by(), DOES, other.get().until()),
                    LogLevel.WARN);
            return answer(ScheduledBackups.Report.NOTHING, invocation);
        }
        try {
            return run(where, invocation);
        } finally {
            sole.end();
        }
    }

    private String run(AccountRegion where, Invocation invocation) throws InterruptedException {
        ScheduledBackups.Report report = tools.backups()
                .run(
                        where,
                        invocation.context().getInvokedFunctionArn(),
                        invocation.budget().readUntil());
        report.problems().forEach(problem -> invocation.log(problem.text(), LogLevel.ERROR));
        String answer = answer(report, invocation);
        // Only now may the invocation fail: what was done is in the log by then.
        Required.done(
                "The alert about backups could not be sent; the log has the problems.",
                tools.notification().send(where, report, invocation));
        if (!report.problems().isEmpty()) {
            throw failed(report.problems());
        }
        return answer;
    }

    private static String answer(ScheduledBackups.Report report, Invocation invocation) {
        String answer =
                Json.write(BackupJobView.of(report.taken(), report.deleted(), report.left(), report.problems()));
        invocation.log(answer, LogLevel.INFO);
        return answer;
    }

    private static InvocationFailedException failed(List<BackupProblem> problems) {
        return new InvocationFailedException("%s, the first: %s"
                .formatted(
                        Counted.of(problems.size(), "problem with backups", "problems with backups"),
                        problems.getFirst().text()));
    }
}
