package io.pitrguard.sandbox.state;

/** The configuration recorder of an account and region: the one that its owner manages. */
public record Recorder(
        String name, String id, String roleArn, RecordingGroup group, RecordingMode mode, RecorderStatus status) {

    /** Returns a copy with another group. */
    public Recorder with(RecordingGroup newGroup) {
        return new Recorder(name, id, roleArn, newGroup, mode, status);
    }

    /** Returns a copy with another mode. */
    public Recorder with(RecordingMode newMode) {
        return new Recorder(name, id, roleArn, group, newMode, status);
    }

    /** Returns a copy in another status. */
    public Recorder with(RecorderStatus newStatus) {
        return new Recorder(name, id, roleArn, group, mode, newStatus);
    }
}
