/** What the sandbox's account holds: tables, topics, Config rules and rate limits, as values in concurrent stores. */
@NullMarked
package io.pitrguard.sandbox.state;

import org.jspecify.annotations.NullMarked;
