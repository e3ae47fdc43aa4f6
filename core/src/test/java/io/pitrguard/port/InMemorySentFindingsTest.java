package io.pitrguard.port;

class InMemorySentFindingsTest extends SentFindingsContract {
    private final SentFindings store = new InMemorySentFindings();

    @Override
    protected SentFindings store() {
        return store;
    }
}
