package io.pitrguard.port;

class InMemoryChangeCountTest extends ChangeCountContract {
    private final ChangeCount count = new InMemoryChangeCount(time);

    @Override
    protected ChangeCount count() {
        return count;
    }
}
