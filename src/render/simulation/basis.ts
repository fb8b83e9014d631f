import type { CalibrationVerdict } from "../../model/calibration.ts";
import type { Text } from "../../model/language.ts";
import { said } from "./words.ts";

/** What the figures of a simulation rest on: the model's guesses, or a fit that was borne out or not. */
export function basisText(calibration: CalibrationVerdict | undefined): Text {
  switch (calibration) {
    case undefined:
      return said.uncalibrated;
    case "fits":
      return said.calibrated;
    case "misfits":
      return said.misfitted;
    case "too-thin":
      return said.thinlyCalibrated;
  }
}
