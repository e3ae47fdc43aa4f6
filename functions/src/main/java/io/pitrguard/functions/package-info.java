/**
 * Lambda entry points: parse, call one use case, log, measure, notify, answer. An alert that cannot be sent fails the
 * invocation, but loses neither log nor metrics.
 */
@NullMarked
package io.pitrguard.functions;

import org.jspecify.annotations.NullMarked;
