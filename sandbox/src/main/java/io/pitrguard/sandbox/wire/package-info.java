/** How AWS services speak over HTTP: requests, answers, errors and the JSON and query protocols. */
@NullMarked
package io.pitrguard.sandbox.wire;

import org.jspecify.annotations.NullMarked;
