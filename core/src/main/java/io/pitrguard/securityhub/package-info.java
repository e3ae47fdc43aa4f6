/** Sends each table's finding to a security console, and only changes. */
@NullMarked
package io.pitrguard.securityhub;

import org.jspecify.annotations.NullMarked;
