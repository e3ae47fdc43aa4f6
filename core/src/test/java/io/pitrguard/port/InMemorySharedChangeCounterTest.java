package io.pitrguard.port;

class InMemorySharedChangeCounterTest extends SharedChangeCounterContract {
    private final SharedChangeCounter count = new InMemorySharedChangeCounter(time);

    @Override
    protected SharedChangeCounter count() {
        return count;
    }
}
