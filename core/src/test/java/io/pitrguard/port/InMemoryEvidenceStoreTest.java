package io.pitrguard.port;

class InMemoryEvidenceStoreTest extends EvidenceStoreContract {
    private final InMemoryEvidenceStore store = new InMemoryEvidenceStore();

    @Override
    protected EvidenceStore store() {
        return store;
    }

    @Override
    protected void overwrite(String key, String content) {
        store.overwrite(key, content);
    }

    @Override
    protected void delete(String key) {
        store.delete(key);
    }
}
