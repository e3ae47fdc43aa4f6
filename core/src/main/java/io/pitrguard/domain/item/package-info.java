/** Items of tables, compared as DynamoDB compares them, and statements that select some. */
@NullMarked
package io.pitrguard.domain.item;

import org.jspecify.annotations.NullMarked;
