package io.holdfast.cli;

import io.holdfast.error.HoldfastException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lets Hadoop's generic options stand anywhere. Hadoop's own parser stops at the first word that it
 * does not know, so they are moved in front of the command.
 */
final class GenericOptions {
  private static final Set<String> WITH_VALUE =
      Set.of("-conf", "-D", "-fs", "-jt", "-files", "-libjars", "-archives", "-tokenCacheFile");

  private GenericOptions() {}

  /** Returns the arguments in a new order; what follows {@code --} stays. */
  static String[] moveToFront(String... arguments) {
    List<String> generic = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      if (argument.equals("--")) {
        others.addAll(List.of(arguments).subList(i, arguments.length));
        break;
      }
      if (WITH_VALUE.contains(argument) && i + 1 < arguments.length) {
        generic.add(argument);
        generic.add(checked(argument, arguments[++i]));
      } else if (argument.startsWith("-D") && argument.contains("=")) {
        generic.add("-D");
        generic.add(argument.substring(2));
      } else {
        others.add(argument);
      }
    }
    generic.addAll(others);
    return generic.toArray(new String[0]);
  }

  /** Hadoop's parser passes over a configuration file that does not exist. */
  private static String checked(String option, String value) {
    if (option.equals("-conf") && !Files.isReadable(Path.of(value))) {
      throw HoldfastException.user("[-conf %s] expected a file, got none that may be read", value);
    }
    return value;
  }
}
