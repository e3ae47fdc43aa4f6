package io.pitrguard.aws;

import io.pitrguard.port.TableCatalogContract;
import io.pitrguard.port.TableWorld;

/** {@link DynamoDbTableCatalog} keeps the contract of its port. */
class DynamoDbTableCatalogTest extends TableCatalogContract {
    @Override
    protected TableWorld open() {
        return new SandboxWorld();
    }
}
