/** Keeps the items of the sandbox's tables in DynamoDB Local, for those who need items. */
@NullMarked
package io.pitrguard.sandbox.items;

import org.jspecify.annotations.NullMarked;
