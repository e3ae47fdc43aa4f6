/** Records the calls that tests make to AWS, so that the permissions of the deployed roles can be proven by them. */
package io.pitrguard.sandbox.calls;
