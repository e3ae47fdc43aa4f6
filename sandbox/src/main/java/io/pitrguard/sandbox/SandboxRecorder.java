package io.pitrguard.sandbox;

import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.state.ConfigRecorders;
import io.pitrguard.sandbox.state.Recorder;
import io.pitrguard.sandbox.state.RecorderStatus;
import io.pitrguard.sandbox.state.RecordingGroup;
import io.pitrguard.sandbox.state.RecordingMode;
import java.util.List;
import java.util.function.UnaryOperator;

/** The configuration recorder of the home region. */
public final class SandboxRecorder {

    private final Account account;

    SandboxRecorder(Account account) {
        this.account = account;
    }

    /** Returns the name. */
    public String name() {
        return recorder().name();
    }

    /** Returns the ARN. */
    public String arn() {
        return account.location().recorder(recorder().name(), recorder().id());
    }

    /** Returns whether it runs. */
    public boolean recording() {
        return recorder().status().recording();
    }

    /** Records all types from now on. */
    public SandboxRecorder recordsAll() {
        return change(recorder -> recorder.with(new RecordingGroup.All(false)));
    }

    /** Records these types only from now on. */
    public SandboxRecorder records(String... types) {
        return change(recorder -> recorder.with(new RecordingGroup.Only(List.of(types))));
    }

    /** Records all types but these from now on. */
    public SandboxRecorder excludes(String... types) {
        return change(recorder -> recorder.with(new RecordingGroup.AllExcept(List.of(types))));
    }

    /** Records once a day from now on. */
    public SandboxRecorder daily() {
        return change(recorder -> recorder.with(new RecordingMode(RecordingMode.Frequency.DAILY, List.of())));
    }

    /** Records these types once a day from now on, and all others whenever they change. */
    public SandboxRecorder dailyOf(String... types) {
        var override = new RecordingMode.ForTypes(List.of(types), RecordingMode.Frequency.DAILY, null);
        return change(
                recorder -> recorder.with(new RecordingMode(RecordingMode.Frequency.CONTINUOUS, List.of(override))));
    }

    /** Starts it; it is pending for a minute. */
    public SandboxRecorder start() {
        return change(recorder -> recorder.with(recorder.status().start(account.now())));
    }

    /** Stops it. */
    public SandboxRecorder stop() {
        return change(recorder -> recorder.with(recorder.status().stop(account.now())));
    }

    /** Lets it fail to record, for a reason, until it is started again or {@link #succeeding}. */
    public SandboxRecorder failing(String code, String message) {
        return change(recorder -> recorder.with(
                recorder.status().with(new RecorderStatus.Outcome.Failure(account.now(), code, message))));
    }

    /** Lets it record again. */
    public SandboxRecorder succeeding() {
        return change(
                recorder -> recorder.with(recorder.status().with(new RecorderStatus.Outcome.Success(account.now()))));
    }

    private SandboxRecorder change(UnaryOperator<Recorder> change) {
        if (!recorders().change(change)) {
            throw missing();
        }
        return this;
    }

    private Recorder recorder() {
        return recorders().recorder().orElseThrow(SandboxRecorder::missing);
    }

    private ConfigRecorders recorders() {
        return account.config().recorders();
    }

    private static IllegalStateException missing() {
        return new IllegalStateException("there is no configuration recorder");
    }
}
