/** HTTP/1.1 as far as AWS's clients use it. */
@NullMarked
package io.pitrguard.sandbox.http;

import org.jspecify.annotations.NullMarked;
