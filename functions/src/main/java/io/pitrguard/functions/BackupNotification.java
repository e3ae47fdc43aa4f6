package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.backup.ScheduledBackups;
import io.pitrguard.domain.finding.Notification;
import io.pitrguard.domain.finding.NotifiedState;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.notify.Notifier;
import io.pitrguard.port.BackupNotices;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import io.pitrguard.report.BackupAlert;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Notifies people of problems with backups: once when one is new, again while it lasts, and once when it is over.
 *
 * @param reminders the time between two reminders
 */
record BackupNotification(BackupNotices notices, Notifier notifier, Duration reminders, Time time) {
    /**
     * Sends what people do not know.
     *
     * @return why that failed; empty if it did not, or if there is nothing to tell
     * @throws InterruptedException when the thread is asked to stop
     */
    Optional<Cause> send(AccountRegion where, ScheduledBackups.Report report, Invocation invocation)
            throws InterruptedException {
        SortedSet<String> open = report.keys();
        Result<NotifiedState<String>> read = notices.read(where);
        read.failure()
                .ifPresent(cause -> invocation.log(
                        "What people were notified of could not be read, and may be sent again. " + cause.message(),
                        LogLevel.WARN));
        NotifiedState<String> before = read.success().orElse(NotifiedState.nothing());
        Notification<String> notification = before.notification(open, time.awsInstant(), reminders);
        if (!notification.any()) {
            return Optional.empty();
        }
        Optional<Cause> refused =
                notifier.notify(BackupAlert.of(where, report.problems(), notification.kind(), invocation.now()));
        invocation.metrics(notifier.announced());
        if (refused.isEmpty() && read.failure().isEmpty()) {
            notices.write(where, before.with(open, time.awsInstant()))
                    .ifPresent(cause -> invocation.log(
                            "That people were notified could not be stored: they are notified again. "
                                    + cause.message(),
                            LogLevel.WARN));
        }
        return refused;
    }
}
