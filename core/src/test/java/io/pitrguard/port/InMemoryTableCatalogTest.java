package io.pitrguard.port;

/** {@link InMemoryTables} keeps the contract of {@link TableCatalog}. */
class InMemoryTableCatalogTest extends TableCatalogContract {
    @Override
    protected TableWorld open() {
        return new InMemoryWorld();
    }
}
