package io.pitrguard.port;

class InMemoryEvidenceChainTest extends EvidenceChainContract {
    private final EvidenceChain chain = new InMemoryEvidenceChain();

    @Override
    protected EvidenceChain chain() {
        return chain;
    }
}
