package io.pitrguard.cli;

import io.pitrguard.domain.restore.RestoreRecord;
import io.pitrguard.domain.restore.RestoreState;
import io.pitrguard.domain.restore.RestoreTimes;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** The end of a command that follows a restore. */
final class RestoreEnd {
    private RestoreEnd() {}

    /** Prints how far a restore is, also with {@code --quiet}: it is a change. Returns the exit code. */
    static int print(
            CommandSpec spec, DocumentOption output, RestoreRecord record, RestoreTimes times, ViewOptions view) {
        PrintWriter out = spec.commandLine().getOut();
        int code = code(record);
        output.write(out, RestoreView.of(record), () -> out.print(RestoreOutput.one(record, times, view.screen())));
        return code;
    }

    /** Returns the exit code; an audit table that is not kept as it must be is a failure. */
    static int code(RestoreRecord record) {
        boolean notKept = record.plan().request().audit().isPresent()
                && record.state() instanceof RestoreState.Completed completed
                && !completed.notCopied().isEmpty();
        return notKept ? ExitCode.FAILED : code(record.state());
    }

    /** Returns the exit code: a restore that waits for a person has one of its own. */
    static int code(RestoreState state) {
        return switch (state) {
            case RestoreState.Failed _, RestoreState.Refused _, RestoreState.Expired _ -> ExitCode.FAILED;
            case RestoreState.AwaitingApproval _, RestoreState.AwaitingConfirmation _ -> ExitCode.WAITS_FOR_PERSON;
            case RestoreState.Planned _,
                    RestoreState.Approved _,
                    RestoreState.Requested _,
                    RestoreState.Restoring _,
                    RestoreState.CopyingSettings _,
                    RestoreState.Completed _,
                    RestoreState.Discarding _,
                    RestoreState.Discarded _ -> ExitCode.OK;
        };
    }
}
