package io.pitrguard.port;

/** {@link InMemoryTables} keeps the contract of {@link TableTags}. */
class InMemoryTableTagsTest extends TableTagsContract {
    @Override
    protected TableWorld open() {
        return new InMemoryWorld();
    }
}
