package io.pitrguard.aws;

import io.pitrguard.port.TableTagsContract;
import io.pitrguard.port.TableWorld;

/** {@link ResourceTags} keeps the contract of its port. */
class ResourceTagsTest extends TableTagsContract {
    @Override
    protected TableWorld open() {
        return new SandboxWorld();
    }
}
