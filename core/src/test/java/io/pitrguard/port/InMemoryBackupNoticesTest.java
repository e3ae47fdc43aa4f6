package io.pitrguard.port;

class InMemoryBackupNoticesTest extends BackupNoticesContract {
    private final BackupNotices notices = new InMemoryBackupNotices();

    @Override
    protected BackupNotices notices() {
        return notices;
    }
}
