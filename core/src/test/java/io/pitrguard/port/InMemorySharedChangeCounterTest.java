package io.pitrguard.port;

class InMemorySharedChangeCounterTest extends SharedChangeCounterContract {
    private final SharedChangeCounter count = new InMemorySharedChangeCounter(time);

    private final SharedChangeCounter organization =
            new InMemorySharedChangeCounter(SharedChangeCounter.Scope.ORGANIZATION, time);

    @Override
    protected SharedChangeCounter organizationCount() {
        return organization;
    }

    @Override
    protected SharedChangeCounter count() {
        return count;
    }
}
