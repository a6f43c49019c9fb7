/**
 * Every setting with its default, unit and meaning.
 *
 * <p>Enters: Hadoop's configuration. Leaves: checked values. Fails: on a value out of range, as a
 * mistake of the caller.
 */
package io.holdfast.config;
