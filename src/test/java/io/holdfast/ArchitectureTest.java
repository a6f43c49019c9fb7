package io.holdfast;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.holdfast.aggregate.AccumulatorSet;
import io.holdfast.map.PartialAggregation;
import io.holdfast.reduce.FinalAggregation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.Test;

/** The rooms of the house, and that arrows point down only. */
class ArchitectureTest {
  private static final String ROOT = "io.holdfast.";
  private static final String HADOOP = "org.apache.hadoop..";
  private static final Path PAGE = Path.of("src", "site", "markdown", "architecture.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\| .+ \\|$");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.holdfast");

  /** Every room and the rooms that it may use; the highest first. */
  private static Map<String, List<String>> rooms() {
    Map<String, List<String>> rooms = new LinkedHashMap<>();
    List<String> flow = List.of("shuffle", "query", "aggregate", "record", "config", "error");
    rooms.put(
        "cli",
        List.of("job", "checkpoint", "output", "input", "query", "record", "config", "error"));
    rooms.put(
        "job",
        List.of(
            "checkpoint",
            "output",
            "reduce",
            "map",
            "input",
            "shuffle",
            "query",
            "record",
            "config",
            "error"));
    rooms.put("checkpoint", List.of("output", "error"));
    rooms.put("output", List.of("shuffle", "record", "config", "error"));
    rooms.put("reduce", flow);
    rooms.put("map", flow);
    rooms.put("input", List.of("shuffle", "record", "config", "error"));
    rooms.put("shuffle", List.of("query", "aggregate", "record", "config", "error"));
    rooms.put("query", List.of("aggregate", "record", "error"));
    rooms.put("aggregate", List.of("record", "error"));
    rooms.put("record", List.of("error"));
    rooms.put("config", List.of("error"));
    rooms.put("error", List.of());
    return rooms;
  }

  @Test
  void roomsUseOnlyWhatTheyMay() {
    LayeredArchitecture house =
        Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room : rooms().keySet()) {
      house = house.layer(room).definedBy(ROOT + room + "..");
    }
    for (Map.Entry<String, List<String>> room : rooms().entrySet()) {
      house =
          room.getValue().isEmpty()
              ? house.whereLayer(room.getKey()).mayNotAccessAnyLayer()
              : house
                  .whereLayer(room.getKey())
                  .mayOnlyAccessLayers(room.getValue().toArray(new String[0]));
    }
    house.ensureAllClassesAreContainedInArchitecture().check(CLASSES);
  }

  @Test
  void pageListsTheRoomsFromTopToBottom() throws IOException {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("## Rooms"));
    List<String> listed =
        ROW.matcher(section).results().map((MatchResult row) -> row.group(1)).toList();
    assertThat(listed).containsExactlyElementsOf(rooms().keySet());
    rooms()
        .forEach(
            (room, used) ->
                assertThat(used)
                    .allSatisfy(
                        below ->
                            assertThat(listed.indexOf(below)).isGreaterThan(listed.indexOf(room))));
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.holdfast.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyCliEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.holdfast.cli")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(CLASSES);
  }

  @Test
  void onlyJobSetsUpJobs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.holdfast.job")
        .should()
        .callMethodWhere(
            describe(
                "a setter of Job",
                (JavaCall<?> call) ->
                    call.getTargetOwner().isAssignableTo(Job.class)
                        && call.getName().startsWith("set")))
        .check(CLASSES);
  }

  @Test
  void plainRoomsKnowNoHadoop() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.holdfast.aggregate", "io.holdfast.query", "io.holdfast.record", "io.holdfast.error")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(HADOOP)
        .check(CLASSES);
  }

  @Test
  void configKnowsOfHadoopOnlyTheConfiguration() {
    DescribedPredicate<JavaClass> other =
        JavaClass.Predicates.resideInAPackage(HADOOP)
            .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(Configuration.class)));
    noClasses()
        .that()
        .resideInAPackage("io.holdfast.config")
        .should()
        .dependOnClassesThat(other)
        .check(CLASSES);
  }

  @Test
  void classesInTheShellsKnowNoHadoop() {
    for (Class<?> plain :
        List.of(PartialAggregation.class, AccumulatorSet.class, FinalAggregation.class)) {
      noClasses()
          .that()
          .haveFullyQualifiedName(plain.getName())
          .should()
          .dependOnClassesThat()
          .resideInAPackage(HADOOP)
          .check(CLASSES);
    }
  }

  @Test
  void everyPackageSaysWhatItIs() {
    Path root = Path.of("src", "main", "java");
    List<String> packages = CLASSES.stream().map(JavaClass::getPackageName).distinct().toList();
    assertThat(packages)
        .hasSizeGreaterThanOrEqualTo(rooms().size())
        .allSatisfy(
            name ->
                assertThat(root.resolve(name.replace('.', '/')).resolve("package-info.java"))
                    .exists());
  }
}
