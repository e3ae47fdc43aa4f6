/** The AWS services that the sandbox speaks; each is one class that names its operations. */
@NullMarked
package io.pitrguard.sandbox.service;

import org.jspecify.annotations.NullMarked;
