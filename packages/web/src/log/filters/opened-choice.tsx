/** A button with a menu of one thing to do. */
import { Menu } from '@mantine/core';
import { useFirstPress } from '../../shell/on-demand.tsx';
import { FilterButton } from './filter-button.tsx';

export type Choice =
  | { readonly text: string; readonly chosen: boolean; readonly choose: () => void }
  | { readonly text: string; readonly href: string };

export interface FilterChoiceProps {
  readonly label: string;
  readonly choices: readonly Choice[];
}

export function OpenedChoice({ label, choices }: FilterChoiceProps) {
  const { opened, setOpened, button } = useFirstPress();
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <FilterButton ref={button} label={label} />
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((choice) =>
          'href' in choice ? (
            <Menu.Item key={choice.text} component="a" href={choice.href} download>
              {choice.text}
            </Menu.Item>
          ) : (
            <Menu.Item key={choice.text} fw={choice.chosen ? 700 : 400} onClick={choice.choose}>
              {choice.text}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
