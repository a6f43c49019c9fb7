import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** The same questions, put to Spark: usage: SparkPeer words-df|words-rdd|groups OUT INPUT. */
final class SparkPeer {
  private SparkPeer() {}

  public static void main(String[] arguments) throws IOException {
    String out = arguments[1];
    String in = arguments[2];
    int cores = Runtime.getRuntime().availableProcessors();
    try (SparkSession spark =
        SparkSession.builder()
            .master(System.getProperty("spark.master", "local[" + cores + "]"))
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", cores)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()) {
      switch (arguments[0]) {
        case "words-df" -> wordsByFrame(spark, in, out);
        case "words-rdd" -> wordsByRdd(spark.read().textFile(in).javaRDD(), cores, out);
        case "groups" -> groups(spark, in, out);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  private static void wordsByFrame(SparkSession spark, String in, String out) {
    Dataset<Row> words = spark.read().text(in).select(explode(split(col("value"), "\\s+")));
    words
        .where("col <> ''")
        .groupBy("col")
        .count()
        .write()
        .option("sep", "\t")
        .option("quote", "")
        .csv(out);
  }

  private static void wordsByRdd(JavaRDD<String> lines, int cores, String out) {
    lines
        .flatMap(line -> Arrays.asList(line.split("\\s+")).iterator())
        .filter(word -> !word.isEmpty())
        .mapToPair(word -> new Tuple2<>(word, 1L))
        .reduceByKey(Long::sum, cores)
        .map(pair -> pair._1() + "\t" + pair._2())
        .saveAsTextFile(out);
  }

  private static void groups(SparkSession spark, String in, String out) {
    spark
        .read()
        .parquet(in)
        .where("value IS NOT NULL")
        .groupBy("category")
        .agg(sum("value"))
        .write()
        .option("sep", "\t")
        .csv(out);
  }
}
