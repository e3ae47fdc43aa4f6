package io.pitrguard.cli;

import io.pitrguard.report.OrganizationStatusView;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.StatusView;
import io.pitrguard.report.SweepView;
import java.util.List;

/** The exit codes of every command. */
final class ExitCode {
    /** All tables are compliant, exempt or not applicable; or the command succeeded. */
    static final int OK = 0;

    /** The command could not run: an invalid policy, no credentials, a failed listing. */
    static final int FAILED = 1;

    /** At least one table is non-compliant; or a setting differs, or waits for a person. */
    static final int NON_COMPLIANT = 2;

    /** No table is non-compliant, but at least one is undetermined. */
    static final int UNDETERMINED = 3;

    /** A backup is due, or was left to the next run. */
    static final int DUE = 2;

    /** A restore waits for a person: for an approval, or for a confirmation of settings. */
    static final int WAITS_FOR_PERSON = 2;

    /** The user pressed Ctrl-C; as shells report it. */
    static final int INTERRUPTED = 130;

    /** Wrong usage. */
    static final int USAGE = 64;

    private ExitCode() {}

    /** Returns the exit code of a sweep. */
    static int of(SweepView view) {
        if (view.sweep().failure() != null) {
            return FAILED;
        }
        return of(view.summary().nonCompliant(), view.summary().undetermined());
    }

    /** Returns the exit code of a sweep of an organization: what could not be listed counts as undetermined. */
    static int of(OrganizationView view) {
        return view.nothingRead() && (view.unread() > 0 || view.summary().accounts() == 0)
                ? FAILED
                : of(
                        view.summary().tables().nonCompliant(),
                        view.summary().tables().undetermined() + view.unread());
    }

    /** Returns the exit code of an organization's last known state, without what sweeps leave out. */
    static int of(OrganizationStatusView view) {
        return of(
                view.summary().tables().nonCompliant(), view.summary().tables().undetermined());
    }

    /** Returns the exit code of a fleet's last known state. */
    static int of(StatusView view) {
        return of(view.summary().nonCompliant(), view.summary().undetermined());
    }

    /** Returns the exit code of a comparison of settings. */
    static int of(SettingsDiffView view) {
        return of(
                count(view, SettingsDiffView.Result.DIFFERS, SettingsDiffView.Result.NOT_UNDERSTOOD),
                count(view, SettingsDiffView.Result.COULD_NOT_BE_READ, SettingsDiffView.Result.NOT_KNOWN));
    }

    /** Returns the exit code of a copy of settings, of those that were asked for. */
    static int of(SettingsCopyView view) {
        return view.waiting().isEmpty() ? of(view.diff()) : NON_COMPLIANT;
    }

    private static int count(SettingsDiffView view, SettingsDiffView.Result... results) {
        return (int) view.settings().stream()
                .filter(row -> List.of(results).contains(row.result()))
                .count();
    }

    private static int of(int nonCompliant, int undetermined) {
        if (nonCompliant > 0) {
            return NON_COMPLIANT;
        }
        return undetermined > 0 ? UNDETERMINED : OK;
    }
}
